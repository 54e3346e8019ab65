using System.Text;
using MlPipeline.Files;

namespace MlPipeline.Training.Runs;

/// <summary>Where a model is written.</summary>
internal static class ModelPath
{
    private const string Ending = ".onnx";
    private const string Fallback = "model";
    private const int LongestStem = 200;                                 // bytes: file systems allow 255, and temporary names are longer
    private const string NotInFileNames = "<>:\"/\\|?*";                 // those of Windows, so that a name is the same everywhere

    /// <summary>Gets the path that is used when none is given: named after the data, and never that of the shipped model.</summary>
    /// <param name="data">Path or name of the data; <c>-</c> or a device for standard input.</param>
    public static string DefaultFor(string data) => DefaultFile.Place($"models/{StemOf(data)}{Ending}");

    /// <summary>Gets a path like another that neither a model nor the checkpoint of a run has.</summary>
    /// <param name="path">A path that is taken.</param>
    public static string FreeBeside(string path)
    {
        var (stem, ending) = Path.GetExtension(path) == Ending ? (path[..^Ending.Length], Ending) : (path, "");
        return Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{stem}-{i}{ending}")
            .First(other => !Path.Exists(other) && !Path.Exists(new RunFolder(other).Checkpoint));
    }

    /// <summary>Checks that a path can be that of a model.</summary>
    /// <param name="path">What <c>--output</c> says.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">It is blank, a folder, a device or the folder of checkpoints.</exception>
    public static string Check(string path) =>
        string.IsNullOrWhiteSpace(path) ? throw new ArgumentException("--output needs the name of a file.", nameof(path))
        : Directory.Exists(path)
            || Path.EndsInDirectorySeparator(path) ? throw new ArgumentException($"{path} is a folder. Name the model file in it.", nameof(path))
        : WholeFile.IsDevice(path) ? throw new ArgumentException($"{path} is a device. Name a file: the checkpoint is written beside it.", nameof(path))
        : Path.GetExtension(path) == RunFolder.Ending ? throw new ArgumentException($"{path} is where the checkpoint is written. Name a " +
            $"file that ends in {Ending}.", nameof(path))
        : path;

    private static string StemOf(string data)
    {
        if (string.IsNullOrWhiteSpace(data))
            return Fallback;
        if (data == "-" || WholeFile.IsDevice(data))
            return "stdin";

        var name = Path.GetFileNameWithoutExtension(data).EnumerateRunes()
            .Select(rune =>
                Rune.IsControl(rune) || NotInFileNames.Contains(rune.ToString(), StringComparison.Ordinal) ? "-" : rune.ToString());
        var (stem, bytes) = (new StringBuilder(), 0);
        foreach (var character in name.TakeWhile(character => (bytes += Encoding.UTF8.GetByteCount(character)) <= LongestStem))
            stem.Append(character);

        // Some systems drop dots and spaces at the end and hide names that begin with a dot; some don't tell capitals from small letters.
        var result = stem.ToString().Trim('.', ' ');
        return result.Length == 0 ? Fallback
            : result.Equals(Path.GetFileNameWithoutExtension(DefaultFile.Model), StringComparison.OrdinalIgnoreCase) ? $"{result}-trained"
            : result;
    }
}
