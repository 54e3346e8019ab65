using MlPipeline.Common;
using MlPipeline.Files;

namespace MlPipeline.CommandLine;

/// <summary>Command lines for people to copy: quoted for a POSIX shell, and right for the current folder.</summary>
internal static class NextCommand
{
    /// <summary>Writes a command line of the training program.</summary>
    /// <param name="words">The verb and its arguments, as the program receives them.</param>
    public static string Training(params IEnumerable<string> words) => Join(Start("Training"), words);

    /// <summary>Writes a command line of the scoring program.</summary>
    /// <param name="words">The verb and its arguments, as the program receives them.</param>
    public static string Scoring(params IEnumerable<string> words) => Join(Start("Scoring"), words);

    /// <summary>Writes an option with its value, so that the value isn't read as another option or as a file of arguments.</summary>
    /// <param name="name">Name of the option, with its dashes.</param>
    /// <param name="value">Its value.</param>
    public static IEnumerable<string> Option(string name, string value) => value is ['-' or '@', ..] ? [$"{name}={value}"] : [name, value];

    /// <summary>Writes the path of a file as an argument, so that it isn't read as an option or as a file of arguments.</summary>
    /// <param name="path">The path.</param>
    public static string File(string path) => path is ['-' or '@', ..] ? Path.Combine(".", path) : path;

    private static string Join(IEnumerable<string> start, IEnumerable<string> words) =>
        string.Join(' ', start.Concat(words).Select(ShellText.Show));

    // From the repository where there is one, else the published program beside this one.
    private static IEnumerable<string> Start(string program)
    {
        var project = DefaultFile.Find($"src/{program}");
        if (Directory.Exists(project))
            return ["dotnet", "run", "-c", "Release", "--project", project, "--"];

        var published = Path.Combine(AppContext.BaseDirectory, $"MlPipeline.{program}");
        return [new[] { published, published + ".exe" }.FirstOrDefault(System.IO.File.Exists) ?? $"MlPipeline.{program}"];
    }
}
