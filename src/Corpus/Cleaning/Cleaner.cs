using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>
/// Cleans a table of names: every name goes through the normalisation rules, then through the rules that drop rows,
/// then duplicates go. Each rule keeps count and the first examples.
/// </summary>
internal sealed class Cleaner
{
    // A cell beyond this is no name but a quotation mark that was never closed.
    private const int LongestCell = 4_000;

    private static readonly Dictionary<string, string> Descriptions = new()
    {
        [Normalization.ComposeRule] = "Composes letters and marks (Unicode NFC)",
        [Normalization.SpacesRule] = "Trims and joins white space, drops invisible characters",
        [Normalization.DashesRule] = "Makes every dash a hyphen without spaces around, none at the ends",
        [Normalization.StressRule] = "Takes stress marks off (grave, acute, tilde); ą č ę ė į š ų ū ž stay",
        [Normalization.FoldNasalsRule] = "Makes ą an a and ę an e",
        [Normalization.LowerRule] = "Makes all letters lower case",
        [Normalization.DirectionsRule] = "Drops invisible characters that turn the direction of writing",
        [Normalization.HyphensRule] = "Makes every dash typed for a hyphen one, without spaces around, none at the ends",
        [Normalization.TitleRule] = "Makes the first letter of each word upper case, the others lower case",
    };

    private readonly CleaningOptions _options;
    private readonly List<(Normalization Rule, RuleReport Report)> _changes;
    private readonly List<(RowRule Rule, RuleReport Report)> _drops;
    private RuleReport _duplicates = null!;
    private RuleReport _bothGenders = null!;

    public Cleaner(CleaningOptions options)
    {
        if (options.MinLength > options.MaxLength)
            throw CleaningOptions.Invalid(nameof(options.MinLength), options.MinLength, $"at most the longest length, {options.MaxLength}");

        _options = options;
        _changes = [.. options.ToNormalization().Rules.Select(
            rule => (Normalization.Of([rule]), new RuleReport(rule, Describe(rule), RuleEffect.Changed)))];
        _drops = [.. RowRule.For(options).Select(rule => (rule, new RuleReport(rule.Name, rule.Description, RuleEffect.Dropped)))];
    }

    private static string Describe(string rule) => Descriptions.TryGetValue(rule, out var description) ? description
        : rule.StartsWith(Normalization.LowerWordsRule, StringComparison.Ordinal) ? $"Makes all letters lower " +
            $"case{Manner(rule, Normalization.LowerWordsRule)}"
        : $"Makes the first letter of each word upper case, the others lower case{Manner(rule, Normalization.TitleWordsRule)}; a word of " +
            $"mixed case stays";

    private static string Manner(string rule, string plain) => rule.Length == plain.Length ? "" : rule[(plain.Length + 1)..] switch
    {
        "lt" => ", as in Lithuanian",
        "nl" => ", as in Dutch",
        "tr" => ", as in Turkish",
        _ => ", as in Uzbek",
    };

    // What is counted of labels, called as their column.
    private void CountLabels(string? column)
    {
        var (one, many) = column is null or "gender" ? ("gender", "genders") : ($"value of {column}", $"values of {column}");
        _duplicates = new RuleReport(
            "duplicates", $"Drops a name that was there before with the same {one}, or without one", RuleEffect.Dropped);
        _bothGenders = _options.BothGenders == BothGenders.Drop
            ? new RuleReport("both-genders", $"Drops names that stand under several {many}", RuleEffect.Dropped)
            : new RuleReport("both-genders", $"Finds names that stand under several {many}, and keeps a row for each", RuleEffect.Found);
    }

    /// <summary>Reads and cleans all rows.</summary>
    /// <param name="table">The input, read to its end.</param>
    /// <param name="column">The column of the names.</param>
    /// <param name="genderColumn">The column of the genders; null for none.</param>
    /// <param name="cancellation">Stops at the next row.</param>
    /// <exception cref="DataFileException">A column is missing, a row is broken, or no name is left.</exception>
    public CleaningResult Run(CsvTable table, string column, string? genderColumn, CancellationToken cancellation)
    {
        CountLabels(genderColumn);
        var names = table.IndexOf(column);
        int? genders = genderColumn is null ? null : table.IndexOf(genderColumn);
        var kept = new List<(CleanName Name, long Row)>();
        var rows = 0;
        foreach (var row in table.Rows())
        {
            cancellation.ThrowIfCancellationRequested();
            rows++;
            if (row.Fields[names].Length > LongestCell)
            {
                throw new DataFileException(table.Source, row.Number, row.Explain(
                    $"a name of {row.Fields[names].Length:N0} characters. Is '{column}' the right column, and is every quotation mark " +
                        $"closed?"))
                {
                    JoinsLines = row.LastLine > row.Line,
                };
            }

            var gender = genders is { } index ? row.Fields[index].Trim() : "";
            if (Clean(row.Fields[names], row.Number) is { } name)
                kept.Add((new CleanName(name, gender.Length > 0 ? gender : null), row.Number));
        }

        var distinct = Distinct(kept);
        if (distinct.Count == 0)
        {
            string[] rules = _options.Language.IsLithuanian ? ["Language", "KeepForeign", "KeepDouble"] : [];
            throw new DataFileException(table.Source, null, NothingLeft(rows, column))
            {
                Settings = rows == 0 ? [] : [.. rules, "MinLength", "MaxLength"],
            };
        }

        return new CleaningResult(
            rows, distinct, [.. _changes.Select(change => change.Report), .. _drops.Select(drop => drop.Report), _duplicates, _bothGenders],
            _options.ToNormalization())
        {
            Language = _options.Language,
            NameColumn = genderColumn == CleaningResult.DefaultNameColumn ? column : CleaningResult.DefaultNameColumn,
            LabelColumn = genderColumn is null || table.Dialect.HasHeader ? genderColumn : CleaningResult.DefaultLabelColumn,
        };
    }

    private string? Clean(string cell, long row)
    {
        var name = cell;
        foreach (var (rule, report) in _changes)
        {
            var after = rule.Apply(name);
            if (after != name)
                report.Add(new RuleExample(row, report.Name == Normalization.ComposeRule ? VisibleText.WithMarks(name) : name, after));
            name = after;
        }

        foreach (var (rule, report) in _drops)
        {
            if (rule.Refuse(name) is not { } reason)
                continue;
            report.Add(new RuleExample(row, name, null, reason));
            return null;
        }

        return name;
    }

    private List<CleanName> Distinct(List<(CleanName Name, long Row)> kept)
    {
        var distinct = new List<CleanName>();
        foreach (var same in kept.GroupBy(entry => entry.Name.Name, StringComparer.Ordinal))
        {
            var byGender = same.DistinctBy(entry => entry.Name.Gender).Where(entry => entry.Name.Gender is not null).ToList();
            if (byGender.Count == 0)
                byGender = [same.First()];

            foreach (var (name, row) in same.Except(byGender))
                _duplicates.Add(new RuleExample(row, name.Name, null, name.Gender));

            if (byGender.Count > 1)
            {
                foreach (var (name, row) in byGender)
                {
                    _bothGenders.Add(
                        new RuleExample(row, name.Name, _bothGenders.Effect == RuleEffect.Dropped ? null : name.Name, name.Gender));
                }
            }

            if (byGender.Count == 1 || _bothGenders.Effect == RuleEffect.Found)
                distinct.AddRange(byGender.Select(entry => entry.Name));
        }

        distinct.Sort(CleanName.Order);
        return distinct;
    }

    private string NothingLeft(int rows, string column)
    {
        if (rows == 0)
            return $"column '{column}' holds no names. Add rows below the header.";

        var strictest = _drops.Select(drop => drop.Report).Append(_bothGenders).Where(report => report.Effect == RuleEffect.Dropped)
            .MaxBy(report => report.Count)!;
        var example = strictest.Examples.FirstOrDefault(example => example.Before.Length > 0) is { } dropped
            ? $", the first '{VisibleText.Of(dropped.Before)}'"
            : "";
        return $"none of its {rows:N0} rows is left: the rule '{strictest.Name}' dropped {strictest.Count:N0}{example}. " +
            $"Is '{column}' the right column?";
    }
}
