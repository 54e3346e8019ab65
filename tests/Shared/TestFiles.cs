namespace MlPipeline.Testing;

/// <summary>Files that the tests read.</summary>
internal static class TestFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>The trained model of this repository: an LSTM with the labels female and male.</summary>
    public static string Model { get; } = Path.Combine(Root, "models", "lithuanian-names.onnx");

    public static string Names { get; } = Path.Combine(Root, "data", "names.csv");

    /// <summary>
    /// Whether <c>/dev/full</c> is the device that is always full, which reads as endless zeros, and not a file in its place.
    /// </summary>
    public static bool HasFullDevice { get; } = IsFullDevice();

    private static bool IsFullDevice()
    {
        if (!File.Exists("/dev/full"))
            return false;

        using var stream = new FileStream("/dev/full", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return stream.Length == 0 && stream.ReadByte() == 0;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MlPipeline.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
