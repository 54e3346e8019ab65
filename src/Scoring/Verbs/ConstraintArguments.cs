using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The options that say which names are asked for, the same for every verb that finds names.</summary>
internal sealed class ConstraintArguments
{
    private readonly Option<string?> _label = new("--label")
    {
        Description = "Label to condition on, such as female. [default: none]",
        HelpName = "label",
    };
    private readonly Option<int> _minLength = new("--min-length")
    {
        Description = "Shortest name, in characters, up to 1,000,000.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<int?> _maxLength = new("--max-length")
    {
        Description = "Longest name, in characters, up to 1,000,000. [default: the longest training name]",
    };
    private readonly Option<string?> _suffix = new("--suffix") { Description = "Suffix of every name. [default: anything]" };
    private readonly Option<string?> _pattern = new("--pattern")
    {
        Description = "Pattern for the whole name: ? is any character, * any number of characters, [abc] one of these. [default: any]",
    };
    private readonly Option<string?> _regex = new("--regex") { Description = "Regular expression for the whole name. [default: any]" };
    private readonly Option<string?> _letters = new("--letters") { Description = "Allowed characters, case-sensitive. [default: all]" };
    private readonly Option<string[]> _banned = new("--ban")
    {
        Description = "Forbidden substring (repeatable). [default: none]",
        HelpName = "text",
    };
    private readonly Option<string[]> _excluded = new ContentOption("--not-in")
    {
        Description = "CSV file of names to exclude (repeatable). [default: none]",
        HelpName = "names.csv",
    };
    private readonly Option<string> _excludedColumn = new("--not-in-column")
    {
        Description = "Column of the names in the --not-in files.",
        HelpName = "column",
        DefaultValueFactory = _ => "name",
    };
    private readonly DialectArguments _excludedDialect = new("not-in-", " of the files of --not-in");
    private readonly Option<bool> _novel = new("--novel")
    {
        Description = "Exclude all names of the data: training names and held-out names.",
    };
    private readonly Option<int> _minEdits = new("--min-edits")
    {
        Description = "Minimum edit distance to every excluded name, up to 4.",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Makes the option <c>--constraint-mode</c>.</summary>
    public static Option<ConstraintMode> CreateMode() => new("--constraint-mode")
    {
        Description = "exact: samples from the model's distribution under the constraints; fast: masks each step, which is biased. " +
            "[default: exact]",
        HelpName = "exact|fast",
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in All)
            verb.Add(option);
    }

    /// <summary>Whether the user set any constraint but label, longest length and novelty, which plain draws meet.</summary>
    public bool AreNarrow(ParseResult parsed) =>
        All.Except([_label, _maxLength, _novel]).Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>Whether the user set any of the options but the label.</summary>
    public bool AreGiven(ParseResult parsed) => All.Except([_label]).Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>Says what <c>--novel</c> excludes, where it is given for a file that doesn't list its held-out names; else null.</summary>
    public string? WarningOf(ParseResult parsed, ModelManifest manifest) =>
        parsed.GetValue(_novel) && manifest is { TrainingNames: not null, HeldOutNames: null }
        ? "warning: --novel excludes only the training names: this model file doesn't list the names that were held out. " +
          "'export MODEL.onnx --data NAMES.csv' of the training program adds them."
        : null;

    /// <summary>Writes <see cref="WarningOf"/> to standard error.</summary>
    public void Warn(ParseResult parsed, ModelManifest manifest)
    {
        if (WarningOf(parsed, manifest) is { } warning)
            parsed.InvocationConfiguration.Error.WriteLine(warning);
    }

    /// <summary>Lists the files that the options name.</summary>
    public PathRoles RolesOf(ParseResult parsed) => new PathRoles().Read("--not-in", parsed.GetValue(_excluded));

    /// <summary>Gets the label.</summary>
    public string? LabelOf(ParseResult parsed) => parsed.GetValue(_label);

    /// <summary>Puts the constraints into options of any kind, but for the excluded names, which depend on the model.</summary>
    /// <exception cref="UsageException">Two values don't go together.</exception>
    /// <exception cref="ArgumentException">A value makes no sense.</exception>
    public T Apply<T>(T options, string prefix, ParseResult parsed)
        where T : NameConstraints
    {
        if (parsed.GetValue(_minEdits) > 1 && !parsed.GetValue(_novel) && parsed.GetValue(_excluded) is not { Length: > 0 })
            throw new UsageException("--min-edits says how far names keep away from others: say from which with --novel or --not-in.");

        return (T)(options with
        {
            Prefix = prefix,
            Label = parsed.GetValue(_label),
            MinLength = parsed.GetValue(_minLength),
            MaxLength = parsed.GetValue(_maxLength),
            Suffix = parsed.GetValue(_suffix) ?? "",
            Pattern = parsed.GetValue(_pattern),
            Regex = parsed.GetValue(_regex),
            Letters = parsed.GetValue(_letters),
            Banned = parsed.GetValue(_banned) ?? [],
            Novel = parsed.GetValue(_novel),
            MinEdits = parsed.GetValue(_minEdits),
        });
    }

    /// <summary>Puts the names of the files of <c>--not-in</c> into options, normalised as the model was trained.</summary>
    /// <exception cref="DataFileException">A file can't be read.</exception>
    public T Exclude<T>(T options, ParseResult parsed, ModelManifest manifest)
        where T : NameConstraints => (T)(options with
        {
            Excluded = [.. (parsed.GetValue(_excluded) ?? []).SelectMany(path => ReadNames(path, parsed, manifest))],
        });

    private IReadOnlyList<Option> All =>
        [_label, _minLength, _maxLength, _suffix, _pattern, _regex, _letters, _banned, _excluded, _excludedColumn, .. _excludedDialect.All,
            _novel, _minEdits];

    private IEnumerable<string> ReadNames(string path, ParseResult parsed, ModelManifest manifest) =>
        NameCsv.Read(path, new NameCsvOptions
        {
            Dialect = _excludedDialect.Of(parsed, path),
            Column = _excludedDialect.ColumnOf(parsed, _excludedColumn),
            Normalization = manifest.Normalization,
        }).Select(record => record.Name);
}
