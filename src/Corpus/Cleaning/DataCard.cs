using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary><c>NAME.card.md</c> beside a cleaned <c>NAME.csv</c>: what it is, where it comes from, what was done to it.</summary>
internal static class DataCard
{
    private const int ExamplesShown = 3;

    /// <summary>Gets the name of the data card of a CSV file.</summary>
    public static string PathOf(string csv) => Path.ChangeExtension(csv, ".card.md");

    /// <summary>Writes Markdown. It holds no date and no path: the same input gives the same card.</summary>
    /// <param name="file">The CSV file's name without its folder.</param>
    /// <param name="result">What cleaning gave.</param>
    /// <param name="source">The input.</param>
    /// <param name="csv">The bytes of the output.</param>
    public static string Write(string file, CleaningResult result, CleaningSource source, byte[] csv)
    {
        var card = new StringBuilder();
        var letters = result.Names.SelectMany(name => name.Name.EnumerateRunes()).Distinct().Count();
        card.Append(CultureInfo.InvariantCulture, $"""
            # Data card: {Escape(file)}

            | | |
            |---|---|
            | Columns | {string.Join(", ", Columns(result))} |
            | Language | {Language(result)} |
            | Rows | {result.Names.Count:N0}{Genders(result)} |
            | Characters | {letters}, upper and lower case counted apart; longest name {result.Names.Max(name => name.Name.EnumerateRunes().Count())} |
            | Encoding | UTF-8 without byte order mark, LF, NFC |
            | Order | by Unicode code point |
            | SHA-256 | `{Convert.ToHexStringLower(SHA256.HashData(csv))}` |
            | Source | {Escape(source.Name)}, {result.Rows:N0} rows, SHA-256 `{source.Sha256}` |

            ## Rules applied

            In this order. A model trained on this file applies those that change names to every name and prefix it is given.

            | Rule | Does | Rows | Examples |
            |---|---|---|---|

            """);
        foreach (var rule in result.Rules)
        {
            card.Append(
                CultureInfo.InvariantCulture,
                $"| {rule.Name} | {rule.Description} | {rule.Count:N0} {rule.Effect.ToString().ToLowerInvariant()} | " +
                    $"{string.Join(", ", rule.Examples.Take(ExamplesShown).Select(Show))} |\n");
        }

        return card.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<string> Columns(CleaningResult result) =>
        new[] { result.NameColumn, result.HasGender ? result.LabelColumn! : "" }.Where(column => column.Length > 0)
            .Select(column => $"`{Escape(column)}`");

    private static string Language(CleaningResult result) => result.Language.IsLithuanian
        ? "`lt`: stress marks, names in other alphabets and of several words go as the rules below say"
        : $"`{result.Language.Code}`: nothing is folded, and nothing dropped as foreign";

    private static string Genders(CleaningResult result) => result.HasGender
        ? ": " + string.Join(", ", result.Names.GroupBy(name => name.Gender ?? $"without {result.LabelColumn}", StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).Take(10).Select(group => $"{group.Count():N0} {Escape(group.Key)}"))
        : "";

    private static string Show(RuleExample example) => Escape(example.Before) switch
    {
        "" => $"row {example.Row}",
        var before when example.After is { } after && after != example.Before => $"{before} → {Escape(after)}",
        var before => before,
    };

    // Whatever Markdown or HTML could read into a name.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in VisibleText.Of(text))
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) && c is not ('.' or '-' or ',' or '\''))
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
