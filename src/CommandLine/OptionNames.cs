using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using MlPipeline.Common;
using MlPipeline.Text;

namespace MlPipeline.CommandLine;

/// <summary>Says in a user's words what a library refused: it names its properties, and here they become options.</summary>
internal static class OptionNames
{
    // An option is called as the property is, in small letters with dashes, but for these.
    private static readonly Dictionary<string, string[]> Others = new()
    {
        ["Banned"] = ["--ban"],
        ["Count"] = ["--count", "--samples", "--beam", "--top"],
        ["DelaySeconds"] = ["--delay"],
        ["Excluded"] = ["--not-in"],
        ["NoRepeatNGram"] = ["--no-repeat-ngram"],
        ["patterns"] = ["--pattern"],
        ["TimeBudgetSeconds"] = ["--time-budget"],
        ["TimeoutSeconds"] = ["--timeout"],
        ["Width"] = ["--beam"],
    };

    // The options whose value is spelt with the characters of the model.
    private static readonly string[] Spelt = ["--prefix", "--suffix", "--pattern", "--regex", "--letters", "--ban", "--logit-bias"];

    /// <summary>Words what was refused, with the option that asked for it where there is one.</summary>
    /// <param name="exception">The refusal.</param>
    /// <param name="parsed">The command line.</param>
    public static string Describe(MlPipelineException exception, ParseResult parsed) => exception switch
    {
        UsageException { InnerException: ArgumentException { ParamName: { } property } argument } =>
            Describe(exception.Message, property, argument, parsed),
        RequestException { Settings: [var setting, ..] } when Find(setting, parsed) is var (option, _) =>
            $"{option.Name}: {exception.Message}",
        UnknownCharacterException unknown when FindHolder(unknown, parsed) is { } option => $"{option.Name}: {unknown.Message}",
        _ => exception.Message + RemedyOf(exception.Settings, parsed),
    };

    /// <summary>Names the options for settings, where the command has them, as a sentence after a space.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="parsed">The command line.</param>
    public static string RemedyOf(IReadOnlyList<string> settings, ParseResult parsed)
    {
        var options = settings.Select(setting => Find(setting, parsed)?.Option.Name).OfType<string>().ToList();
        return options.Count == 0 ? "" : $" See {string.Join(" and ", options)}.";
    }

    private static string Describe(string text, string property, ArgumentException argument, ParseResult parsed)
    {
        if (Find(property, parsed) is not var (option, result))
            return text;
        if (!text.StartsWith(property + " ", StringComparison.Ordinal))
            return $"{option.Name}: {text}";

        var found = result is { Tokens: [.., { } token] } ? token.Value : $"{(argument as ArgumentOutOfRangeException)?.ActualValue}";
        var shown = found.Length == 0
            ? "an empty text"
            : double.TryParse(found, CultureInfo.InvariantCulture, out _) ? MessageText.Shorten(found) : $"'{MessageText.Shorten(found)}'";
        return $"{option.Name}{text[property.Length..].TrimEnd('.')}, and not {shown}.";
    }

    // The one that was given, where a property has several.
    private static (Option Option, OptionResult? Result)? Find(string property, ParseResult parsed)
    {
        var names = Others.GetValueOrDefault(property) ?? [NameOf(property)];
        var found = parsed.CommandResult.Command.Options.Where(option => names.Contains(option.Name))
            .Select(option => (Option: option, Result: parsed.GetResult(option)))
            .OrderBy(pair => pair.Result is { Implicit: false } ? 0 : 1).ToList();
        return found is [var first, ..] ? first : null;
    }

    private static Option? FindHolder(UnknownCharacterException exception, ParseResult parsed)
    {
        var isRune = Rune.TryGetRuneAt(exception.Name, exception.Position, out var rune);
        var character = isRune ? rune.ToString() : exception.Name[exception.Position].ToString();
        return parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(result => Spelt.Contains(result.Option.Name))
            .FirstOrDefault(result => result.Tokens.Any(token => token.Value.Contains(character, StringComparison.Ordinal)))?.Option;
    }

    private static string NameOf(string property) =>
        "--" + string.Concat(
            property.Select((letter, i) => (i > 0 && char.IsAsciiLetterUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
