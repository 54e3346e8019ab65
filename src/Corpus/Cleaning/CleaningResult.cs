using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>What cleaning a table gave.</summary>
/// <param name="Rows">Rows of the input, without the header.</param>
/// <param name="Names">The output: all different, ordered by code point.</param>
/// <param name="Rules">What each rule did, in the order in which they ran.</param>
/// <param name="Normalization">The rules that change names.</param>
internal sealed record CleaningResult(
    int Rows, IReadOnlyList<CleanName> Names, IReadOnlyList<RuleReport> Rules, Normalization Normalization)
{
    /// <summary>What the column of the names is called, unless the labels are called so.</summary>
    public const string DefaultNameColumn = "name";

    /// <summary>What the labels' column is called where the input has no header.</summary>
    public const string DefaultLabelColumn = "label";

    /// <summary>The language whose rules cleaned.</summary>
    public required CleaningLanguage Language { get; init; }

    /// <summary>What the output calls the column of the names.</summary>
    public required string NameColumn { get; init; }

    /// <summary>What the input and the output call the column of the labels; null where there is none.</summary>
    public required string? LabelColumn { get; init; }

    /// <summary>Whether any name has a gender, or another label.</summary>
    public bool HasGender => Names.Any(name => name.Gender is not null);
}
