namespace MlPipeline.Batch.Clusters;

/// <summary>The words that start this program.</summary>
internal static class Executable
{
    /// <summary>Says in a help text what <see cref="OfThisProcess"/> finds.</summary>
    public const string OfThisProcessText = "as this process was";

    /// <summary>Where the SDK's own container images hold the program.</summary>
    public const string InImage = "dotnet /app/MlPipeline.Scoring.dll";

    /// <summary>Finds how this process was started.</summary>
    public static IReadOnlyList<string> OfThisProcess() => Of(Environment.ProcessPath, AppContext.BaseDirectory);

    /// <summary>Finds how a process was started: as itself, or as a library by <c>dotnet</c>.</summary>
    /// <param name="processPath">Path of the process's file; null where it is unknown.</param>
    /// <param name="folder">The folder of the library.</param>
    public static IReadOnlyList<string> Of(string? processPath, string folder) =>
        processPath is not null && Path.GetFileNameWithoutExtension(processPath) != "dotnet"
            ? [processPath]
            : [processPath ?? "dotnet", Path.Combine(folder, "MlPipeline.Scoring.dll")];
}
