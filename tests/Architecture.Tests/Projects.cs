namespace MlPipeline.Architecture.Tests;

/// <summary>The projects of <c>src</c>.</summary>
internal static class Projects
{
    public static string[] All { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(TestFiles.Root, "src")).Select(Path.GetFileName).OfType<string>()
            .Where(name => File.Exists(FileOf(name))).Order(StringComparer.Ordinal)];

    public static string FileOf(string project) => Path.Combine(TestFiles.Root, "src", project, project + ".csproj");

    public static string AssemblyOf(string project) => project == "Pipeline" ? "MlPipeline" : "MlPipeline." + project;
}
