using System.CommandLine;
using System.Text.RegularExpressions;
using MlPipeline.CommandLine;

namespace MlPipeline.Testing;

/// <summary>Tries every option of a command line with values that make no sense.</summary>
internal static partial class OptionWalk
{
    private static readonly string[] BadNumbers = ["NaN", "-1", "0", "1e309", "-1e309", "", "text", "0,5", "99999999999999999999"];
    private static readonly string[] BadTexts = ["", "\u001b[31mtext"];

    /// <summary>Lists all verbs that do something, by their words.</summary>
    public static IEnumerable<(string Words, Command Verb)> VerbsOf(Command command, string words = "") => command.Subcommands.Count == 0
        ? [(words, command)]
        : command.Subcommands.SelectMany(verb => VerbsOf(verb, $"{words} {verb.Name}".TrimStart()));

    /// <summary>Lists the options of a verb that take a value.</summary>
    public static IEnumerable<Option> OptionsOf(Command verb) =>
        verb.Options.Where(option => option.ValueType != typeof(bool) && option.Name is not ("--help" or "--version"));

    /// <summary>Lists bad values of an option. A text may take any.</summary>
    public static IEnumerable<string> BadValuesOf(Option option) =>
        (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) is { IsValueType: true } ? BadNumbers : BadTexts;

    /// <summary>Checks how a value was received: taken, or refused by one line that a user understands.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">Its value.</param>
    /// <param name="result">What the program did.</param>
    /// <param name="other">What else the line may be about: the input that is missing on purpose.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? FindFault(Option option, string value, (int Code, string Output, string Error) result, string other)
    {
        var lines = result.Error.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal)).ToList();
        var fault = (result.Code, lines.Count) switch
        {
            (0, 0) => null,
            (ExitCode.WrongInput or ExitCode.RetryMayHelp, 1) when Property().IsMatch(lines[0]) => "names a property",
            (ExitCode.WrongInput or ExitCode.RetryMayHelp, 1) when result.Error.Contains('\u001b') => "steers the terminal",
            (ExitCode.WrongInput, 1) when lines[0].Contains(option.Name, StringComparison.Ordinal)
                || lines[0].Contains(other, StringComparison.Ordinal) => null,
            // a file of that name
            (ExitCode.WrongInput or ExitCode.RetryMayHelp, 1) when value.Length > 1
                && lines[0].Contains("text", StringComparison.Ordinal) => null,
            _ => "is no single line that names the option",
        };
        return fault is null ? null : $"{option.Name} '{value}' {fault}: exit code {result.Code}, {result.Error}";
    }

    // TopP must be …, System.Int32, (Parameter 'options').
    [GeneratedRegex(@"\b[A-Z][a-z]+([A-Z][a-z]*)? must be|System\.|\(Parameter")]
    private static partial Regex Property();
}
