using System.Text;
using CsCheck;
using MlPipeline.Text;

namespace MlPipeline.Tests.Text;

public sealed class NormalizationPropertyTests
{
    private static readonly string[] Rules = [.. Normalization.KnownRules];

    // Letters and marks that meet in Lithuanian, characters that the rules look for, halves of pairs, and anything.
    private static readonly Gen<char> Characters = Gen.OneOf(
        Gen.OneOf("aeiuyjlnrAEIUJTtszqėąęįųūčšžĖÀéñõßıİſǰẗǆΣςᾳ".ToCharArray()),
        Gen.OneOf("DOoΑΟσǅǄĳიᲘᏣꮳևԵ·ʻʼÌìÎîјЁё".ToCharArray()),
        Gen.OneOf('\u0300', '\u0301', '\u0303', '\u0304', '\u0307', '\u0308', '\u030C', '\u0328', '\u0341', '\u0345', '\u20DD', '\u0323'),
        Gen.OneOf(
            ' ', '\t', '\n', '\u00A0', '\u2003', '\u2000', '-', '–', '—', '\u2011', '\u2212', '\u00AD', '\u200B', '\u2060', '\uFEFF',
            '\u200D', '\'', '’', '.'),
        Gen.OneOf('\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uD83D', '\uDE00', '\uD801', '\uDC10', '\uFFFE', '\uFFFF', '\0'),
        Gen.Char);

    private static readonly Gen<string> Texts = Gen.String[Characters, 0, 12];

    private static readonly string[] CaseRules = [.. Rules.Where(
        rule => rule.StartsWith("lower", StringComparison.Ordinal) || rule.StartsWith("title", StringComparison.Ordinal))];

    // Sets of rules that don't contradict each other.
    private static readonly Gen<Normalization> Normalizations = Gen.Select(
        Gen.Int[0, (1 << (Rules.Length - CaseRules.Length)) - 1], Gen.Int[0, CaseRules.Length],
        (set, one) =>
            Normalization.Of(
                WithoutContradiction([.. Rules.Except(CaseRules).Where((_, i) => (set >> i & 1) == 1), .. CaseRules.Skip(one).Take(1)])));

    [Fact]
    public void Applying_any_rules_twice_gives_what_once_gives() => Gen.Select(Normalizations, Texts).Sample((normalization, text) =>
    {
        var (once, begun) = (normalization.Apply(text), normalization.ApplyToPrefix(text));

        Assert.Equal(once, normalization.Apply(once));
        Assert.Equal(begun, normalization.ApplyToPrefix(begun));
    }, iter: 20_000, print: Print);

    [Fact]
    public void Composed_text_stays_composed() => Gen.Select(Normalizations, Texts).Sample((normalization, text) =>
    {
        var composed = Normalization.Default.Apply(text);
        if (!IsComposed(composed))
            return;

        Assert.True(IsComposed(normalization.Apply(composed)));
        Assert.True(IsComposed(normalization.ApplyToPrefix(composed)));
    }, iter: 20_000, print: Print);

    // A space, a dash, or the sigma of a Greek word that has not ended.
    [Fact]
    public void A_prefix_differs_from_a_name_by_its_last_character_at_most() =>
        Gen.Select(Normalizations, Texts).Sample((normalization, text) =>
    {
        var (name, prefix) = (normalization.Apply(text), normalization.ApplyToPrefix(text));
        if (normalization.Rules.Any(rule => rule.Contains("-words", StringComparison.Ordinal)))
            (name, prefix) = (name.Replace('ς', 'σ'), prefix.Replace('ς', 'σ'));

        Assert.StartsWith(name, prefix, StringComparison.Ordinal);
        Assert.True(prefix[name.Length..].All(c => c == '-' || char.IsWhiteSpace(c)));
    }, iter: 20_000, print: Print);

    [Fact]
    public void Every_character_alone_and_under_a_stress_mark_is_stable_under_every_rule()
    {
        List<string> characters = [.. Enumerable.Range(0, char.MaxValue + 1)
            .Where(value => !char.IsSurrogate((char)value) && value != 0xFFFE).Select(value => $"{(char)value}")];
        foreach (var normalization in Rules.Select(rule => Normalization.Of([rule]))
            .Append(Normalization.Of([.. Rules.Except(CaseRules), Normalization.TitleRule]))
                .Append(Normalization.Of([.. Rules.Except(CaseRules), Normalization.TitleWordsRule])))
        {
            foreach (var chunk in characters.Chunk(64))
            {
                var text = string.Join('|', chunk) + "|" + string.Join('|', chunk.Select(c => $"a{c}\u0303"));

                var once = normalization.Apply(text);

                if (once != normalization.Apply(once))
                {
                    Assert.Fail(
                        $"one of {string.Join(' ', chunk.Select(c => $"{(int)c[0]:X4}"))} under {string.Join(", ", normalization.Rules)}");
                }
            }
        }
    }

    private static string[] WithoutContradiction(string[] rules) =>
        rules.Any(rule => rule.EndsWith("-lt", StringComparison.Ordinal) || rule.EndsWith("-tr", StringComparison.Ordinal))
            ? [.. rules.Except([Normalization.StressRule])]
            : rules;

    // The framework refuses to say of text that has no normal form.
    private static bool IsComposed(string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Print((Normalization Normalization, string Text) sample) =>
        $"{string.Join(", ", sample.Normalization.Rules)}: {string.Join(' ', sample.Text.Select(c => $"{(int)c:X4}"))}";
}
