using System.Text;
using MlPipeline.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>A rule that drops a row for what its name looks like, after normalisation.</summary>
/// <param name="Name">What reports and the data card call it.</param>
/// <param name="Description">What it does, as a sentence without its full stop.</param>
/// <param name="Refuse">Says why a name is dropped; null where it stays.</param>
internal sealed record RowRule(string Name, string Description, Func<string, string?> Refuse)
{
    /// <summary>Makes the rules of some options, in the order in which they run.</summary>
    public static IReadOnlyList<RowRule> For(CleaningOptions options)
    {
        List<RowRule> rules =
        [
            new("blank", "Drops rows without a name", name => name.Length == 0 ? "blank" : null),
            new("symbols", "Drops names with digits, punctuation, signs or control characters",
                name => Describe(SpellingSigns.FirstSymbol(name, options.DropsForeign))),
        ];
        if (options.DropsForeign)
        {
            rules.Add(new RowRule("foreign", "Drops names with letters outside the Lithuanian alphabet, or an apostrophe",
                name => Describe(FirstForeign(name))));
        }

        if (options.DropsDouble)
        {
            rules.Add(
                new RowRule(
                    "double", "Drops names of several words", name => name.AsSpan().ContainsAny(' ', '-') ? "several words" : null));
        }

        rules.Add(new RowRule(
            "length", $"Drops names shorter than {options.MinLength} or longer than {options.MaxLength} characters", name =>
                Length(name, options)));
        return rules;
    }

    private static string? Describe(Rune? refused) => refused is { } rune ? $"{rune} U+{rune.Value:X4}" : null;

    private static Rune? FirstForeign(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsForeign(rune))
                return rune;
        }

        return null;
    }

    private static bool IsForeign(Rune rune) =>
        rune.Value is '\'' or '’' || SpellingSigns.IsMark(rune) ||
        (Rune.IsLetter(rune) && !LithuanianAlphabet.Letters.Contains(SimpleCase.Lower(rune).ToString(), StringComparison.Ordinal));

    private static string? Length(string name, CleaningOptions options)
    {
        var length = name.EnumerateRunes().Count();
        return length < options.MinLength || length > options.MaxLength ? $"{length} characters" : null;
    }
}
