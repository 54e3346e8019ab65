using MlPipeline.Text;

namespace MlPipeline.Training.Cleaning;

/// <summary>What cleaning a table gave.</summary>
/// <param name="Rows">Rows of the input, without the header.</param>
/// <param name="Names">The output: all different, ordered by code point.</param>
/// <param name="Rules">What each rule did, in the order in which they ran.</param>
/// <param name="Normalization">The rules that change names.</param>
internal sealed record CleaningResult(int Rows, IReadOnlyList<CleanName> Names, IReadOnlyList<RuleReport> Rules, Normalization Normalization)
{
    /// <summary>Whether any name has a gender.</summary>
    public bool HasGender => Names.Any(name => name.Gender is not null);
}
