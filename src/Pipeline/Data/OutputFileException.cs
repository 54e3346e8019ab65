namespace MlPipeline.Data;

/// <summary>A file can't be written. What stood at its path before is untouched.</summary>
/// <param name="file">The file's name as it was given.</param>
/// <param name="inner">The cause.</param>
public sealed class OutputFileException(string file, Exception inner)
    : MlPipelineException($"{file}: the file can't be written: {Cause(inner)}. Free some space or choose another place; a file that was there before is untouched.", inner)
{
    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; } = file;

    // Without the temporary name that .NET adds.
    private static string Cause(Exception inner) => inner.Message.Split(" : '", 2)[0].TrimEnd('.', ' ');
}
