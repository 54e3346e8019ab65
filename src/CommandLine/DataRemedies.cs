using System.CommandLine;
using System.CommandLine.Parsing;
using MlPipeline.Data;

namespace MlPipeline.CommandLine;

/// <summary>Says which options of the verb help against what is wrong with a file: the library knows the facts, and no options.</summary>
internal static class DataRemedies
{
    private const string Excluded = "--not-in";
    private const string Canaries = "--canaries";                        // whose columns have names of their own

    private const string LabelColumn = "--label-column";

    /// <summary>Puts the remedy into words.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problem">What is wrong.</param>
    /// <returns>Sentences after a space; empty where no option helps.</returns>
    public static string Find(ParseResult parsed, DataFileException problem)
    {
        var options = parsed.CommandResult.Command.Options;
        var prefix = Names(parsed, Excluded, problem.File) ? $"{Excluded}-" : "--";
        var sentences = new List<string>();
        if (problem.LikelyDelimiter is { } delimiter && Has(prefix + DialectArguments.DelimiterName))
        {
            var option = prefix + DialectArguments.DelimiterName;
            var insist = problem.MissingColumn is null ? $", or {option} ',' to read them as one" : "";
            sentences.Add($"Give {option} {(delimiter == "\t" ? "tab" : $"'{delimiter}'")}{insist}.");
        }

        if (problem.MissingColumn is not null && ColumnOption() is { } name)
        {
            var noHeader = prefix + DialectArguments.NoHeaderName;
            var otherwise = Has(noHeader) && !IsGiven(parsed, noHeader) ? $", or say {noHeader} where the first row is data" : "";
            sentences.Add($"{(sentences.Count == 0 ? "Name" : "Or name")} one of them with {name}{otherwise}.");
        }

        if (problem.JoinsLines && Has(prefix + DialectArguments.NoMultilineName))
            sentences.Add($"Where no field holds a line break, {prefix}{DialectArguments.NoMultilineName} reads every line as a row.");
        return string.Concat(sentences.Select(sentence => " " + sentence));

        bool Has(string option) => options.Any(known => known.Name == option);

        string? ColumnOption()
        {
            if (Names(parsed, Canaries, problem.File))
                return null;
            if (prefix != "--")
                return Has($"{prefix}column") ? $"{prefix}column" : null;
            var label = options.FirstOrDefault(option => option.Name == LabelColumn);
            if (label is not null && ValueOf(parsed, label) == problem.MissingColumn)
                return label.Name;
            return Has("--column") ? "--column" : null;
        }
    }

    private static bool Names(ParseResult parsed, string option, string file) =>
        Given(parsed).Any(result => result.Option.Name == option && result.Tokens.Any(token => token.Value == file));

    private static bool IsGiven(ParseResult parsed, string option) => Given(parsed).Any(result => result.Option.Name == option);

    private static IEnumerable<OptionResult> Given(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>().Where(result => !result.Implicit);

    private static string? ValueOf(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens: [.., var last] } ? last.Value : null;
}
