using System.CommandLine;
using MlPipeline.Scoring.Tables;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The options that say how a CSV file is written.</summary>
internal sealed class DialectArguments
{
    private readonly Option<string> _delimiter = new("--delimiter") { Description = "What separates fields, such as ';' or '\\t'.", HelpName = "c", DefaultValueFactory = _ => "," };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first row is data; columns are called by their numbers from 1." };

    /// <summary>Gets the options.</summary>
    public IReadOnlyList<Option> All => [_delimiter, _noHeader];

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in All)
            verb.Add(option);
    }

    /// <summary>Gets the dialect.</summary>
    /// <exception cref="CommandLine.UsageException">The delimiter can't be one.</exception>
    public CsvDialect Of(ParseResult parsed) => new()
    {
        Delimiter = parsed.GetRequiredValue(_delimiter) is "\\t" or "tab" ? "\t" : parsed.GetRequiredValue(_delimiter),
        HasHeader = !parsed.GetValue(_noHeader),
    };
}
