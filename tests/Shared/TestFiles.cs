namespace MlPipeline.Testing;

/// <summary>Files that the tests read.</summary>
internal static class TestFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>The trained model of this repository: an LSTM with the labels female and male.</summary>
    public static string Model { get; } = Path.Combine(Root, "models", "lithuanian-names.onnx");

    public static string Names { get; } = Path.Combine(Root, "data", "names.csv");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MlPipeline.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
