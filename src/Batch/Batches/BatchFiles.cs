using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>The files of a run.</summary>
/// <param name="Output">The results.</param>
/// <param name="Errors">The bad rows; null where no one asked.</param>
/// <param name="Convert">
/// Makes the results out of what was written row by row, in a form that can't be; null where they are the same.
/// </param>
internal sealed record BatchFiles(string Output, string? Errors, Action<string, string>? Convert)
{
    /// <summary>Checks what a run has written to its end before it was broken off.</summary>
    /// <exception cref="DataFileException">It is not there any more, or was changed.</exception>
    public void Check(Checkpoint last)
    {
        // What was converted already has other bytes, and was whole when its source went.
        if (Convert is null || File.Exists(OutputFile.PartOf(Output)) || !File.Exists(Output))
            OutputFile.Check(Output, last.Output);
        if (Errors is not null)
            OutputFile.Check(Errors, last.Errors!);
    }

    /// <summary>Gives what is written its names. Can be repeated after it was broken off anywhere.</summary>
    public void Commit()
    {
        var part = OutputFile.PartOf(Output);
        if (File.Exists(part) && Convert is not null)
        {
            Convert(part, Output);
            WholeFile.Discard(part);
        }

        Rename(Output);
        Rename(Errors);
    }

    /// <summary>Throws the results away and keeps the bad rows.</summary>
    public void Abandon()
    {
        WholeFile.Discard(OutputFile.PartOf(Output));
        Rename(Errors);
    }

    private static void Rename(string? path)
    {
        if (path is not null && !WholeFile.IsDevice(path) && File.Exists(OutputFile.PartOf(path)))
            DiskGuard.Run(path, () => Move(path));
    }

    private static bool Move(string path)
    {
        WholeFile.Place(OutputFile.PartOf(path), path);
        return true;
    }
}
