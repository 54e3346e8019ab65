using System.CommandLine;
using MlPipeline.Data;

namespace MlPipeline.CommandLine;

/// <summary>The options that say how a CSV file is written.</summary>
/// <param name="prefix">What the options' names begin with, after the dashes; empty for those of a verb's own input.</param>
/// <param name="which">The files that are meant, where they are not the input.</param>
internal sealed class DialectArguments(string prefix = "", string which = "")
{
    /// <summary>Name of the option of the delimiter.</summary>
    public const string DelimiterName = "delimiter";

    /// <summary>Name of the option that says that there is no header.</summary>
    public const string NoHeaderName = "no-header";

    /// <summary>Name of the option that says that every line is a row.</summary>
    public const string NoMultilineName = "no-multiline";

    private readonly Option<string?> _delimiter = new($"--{prefix}{DelimiterName}")
    {
        Description = $"Field delimiter{which}, such as ';' or '\\t'. [default: , or a tab for .tsv]",
        HelpName = "c",
    };

    private readonly Option<bool> _noHeader = new($"--{prefix}{NoHeaderName}")
    {
        Description = $"The first row{which} is data, not a header; columns are numbered from 1.",
    };

    private readonly Option<bool> _noMultiline = new($"--{prefix}{NoMultilineName}")
    {
        Description = $"Every line{which} is a row: fields contain no line breaks, and unclosed quotation marks don't join lines.",
    };

    /// <summary>Gets the options.</summary>
    public IReadOnlyList<Option> All => [_delimiter, _noHeader, _noMultiline];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in All)
            verb.Add(option);
    }

    /// <summary>Gets the dialect of a file.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file, whose ending counts where no delimiter is given.</param>
    /// <exception cref="UsageException">The delimiter can't be one.</exception>
    public CsvDialect Of(ParseResult parsed, string path)
    {
        var assumed = CsvDialect.Of(
            path) with
        { HasHeader = !parsed.GetValue(_noHeader), HasMultilineFields = !parsed.GetValue(_noMultiline) };
        return parsed.GetValue(_delimiter) is { } given
            ? UsageException.Guard(() => assumed with { Delimiter = given is "\\t" or "tab" ? "\t" : given })
            : assumed;
    }

    /// <summary>
    /// Writes the options that another verb needs for a file of the same dialect, after a space; empty where it needs none.
    /// </summary>
    public static string Show(CsvDialect dialect, string path)
    {
        var delimiter = dialect.Delimiter == CsvDialect.Of(path).Delimiter
            ? ""
            : $" --{DelimiterName} {(dialect.Delimiter == "\t" ? "tab" : $"'{dialect.Delimiter}'")}";
        return $"{delimiter}{(dialect.HasHeader ? "" : $" --{NoHeaderName}")}{(dialect.HasMultilineFields ? "" : $" --{NoMultilineName}")}";
    }

    /// <summary>Gets whether a delimiter is given.</summary>
    public bool IsDelimited(ParseResult parsed) => parsed.GetValue(_delimiter) is not null;

    /// <summary>Gets the name of a column: its default is a number where there is no header.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="column">The option.</param>
    public string ColumnOf(ParseResult parsed, Option<string> column) =>
        parsed.GetValue(_noHeader) && parsed.GetResult(column) is not { Implicit: false } ? "1" : parsed.GetRequiredValue(column);
}
