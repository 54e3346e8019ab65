using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Constraints that were compiled once and start behind a prefix against those that were compiled with it.</summary>
public sealed class ConstraintsBehindPrefixTests
{
    private const string Letters = "abc";
    private const int MaxLength = 5;

    private static readonly Gen<string> Name = Gen.OneOf("a", "b", "c").Array[1, 5].Select(string.Concat);

    private static readonly Gen<string[]> Prefixes = Gen.OneOf(
        Gen.OneOf("a", "b", "c").Array[0, 5].Select(string.Concat), Gen.OneOf(" ab", "aq", "qqqqqqq", "abcabc", "\ud83d")).Array[1, 6];

    private static readonly Gen<(NameConstraints Constraints, string[]? Training)> Any = Gen.Select(
        Gen.Select(
            Gen.OneOf("", "", "a", "bb"), Gen.OneOf<string?>(null, null, "*b*", "?[!a]*"),
            Gen.OneOf<string?>(null, null, "(ab|c)*", "(...)*", "[^b]+|.*a"),
            Gen.OneOf<string?>(null, null, "ab"), Gen.OneOf("a", "ab", "cc", "aba", "q").Array[0, 2]),
        Gen.Int[1, 6], Gen.OneOf<int?>(null, null, 3, 4), Name.Array[0, 8], Gen.Int[1, 3], Gen.Bool, Name.Array[0, 12])
        .Select((regular, min, max, excluded, minEdits, isNovel, training) => (
            new NameConstraints
            {
                Suffix = regular.Item1,
                Pattern = regular.Item2,
                Regex = regular.Item3,
                Letters = regular.Item4,
                Banned = regular.Item5,
                MinLength = min,
                MaxLength = max,
                Excluded = excluded,
                MinEdits = minEdits,
                Novel = isNovel,
            },
            isNovel ? training : null));

    [Fact]
    public void Every_text_goes_on_alike() => Gen.Select(Any, Prefixes).Sample((any, prefixes) =>
    {
        var ((constraints, training), manifest) = (any, Walk.Manifest(Letters, MaxLength, any.Training));
        var (shared, refusal) = Try(() => new CompiledConstraints(constraints, manifest, isPrefixFolded: false));

        foreach (var prefix in prefixes)
        {
            var (expected, expectedRefusal) = Try(() => ConstraintAutomaton.Compile(constraints with { Prefix = prefix }, manifest));
            if (refusal is not null)
            {
                Assert.NotNull(expectedRefusal);                         // what can't be met at all, no prefix helps
                continue;
            }

            var (actual, actualRefusal) = Try(() => shared!.From(prefix));
            Assert.Equal((expectedRefusal?.GetType(), expectedRefusal?.Message), (actualRefusal?.GetType(), actualRefusal?.Message));
            if (expected is not null)
                AssertAlike(expected, actual!, manifest);
        }
    }, iter: 2_000);

    [Theory]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("bbabbbbbbb")]
    public void Prefix_makes_possible_what_is_too_large_without_one(string prefix)
    {
        var (model, options) = (new ScriptedModel("ab", maxLength: 18), new GenerationOptions { Regex = ".*a.{15}", Count = 20 });
        var refusal = Assert.Throws<GenerationException>(() => new CompiledConstraints(options, model.Manifest, isPrefixFolded: false));
        Assert.Contains("need an automaton of more than 20,000 states", refusal.Message, StringComparison.Ordinal);

        var completed = new NameGenerator(model).Complete([new NamePrompt(0, prefix), new NamePrompt(0, prefix)], options)
            .Select(name => name.Name).ToList();

        var expected = new NameGenerator(model).Generate(options with { Prefix = prefix }).ToList();
        Assert.Equal([.. expected, .. expected], completed);
    }

    // A search that has to give up must give up alike whoever asked before.
    [Fact]
    public void Answers_do_not_depend_on_what_was_asked_before()
    {
        var manifest = Walk.Manifest("abcdefgh", 8);
        var excluded = ScriptedModel.AllNames("abcdefgh", 4).Where(name => name.Length == 4).ToList();
        var constraints = new NameConstraints { Excluded = excluded, MinEdits = 4, MinLength = 6, Letters = "abcdefgh" };
        var shared = new CompiledConstraints(constraints, manifest, isPrefixFolded: false);

        foreach (var prefix in new[] { "", "ab", "ba", "abcd", "h", "ab" })
        {
            var alone = ConstraintAutomaton.Compile(constraints with { Prefix = prefix }, manifest);
            var together = shared.From(prefix);

            foreach (var text in new[] { "a", "bc", "ghh", "aaaa", "" }.Select(text => prefix + text))
                AssertAlike(alone, together, manifest, Walk.Tokens(manifest, text));
        }
    }

    private static void AssertAlike(ConstraintAutomaton expected, ConstraintAutomaton actual, ModelManifest manifest)
    {
        Assert.Equal(expected.Prefix, actual.Prefix);
        Assert.Equal(
            (expected.PrefixText, expected.MinLength, expected.MaxLength, expected.IsOpen, expected.Describe()),
            (actual.PrefixText, actual.MinLength, actual.MaxLength, actual.IsOpen, actual.Describe()));
        foreach (var name in ScriptedModel.AllNames(Letters, MaxLength)
            .Where(name => name.StartsWith(expected.PrefixText, StringComparison.Ordinal)))
        {
            AssertAlike(expected, actual, manifest, Walk.Tokens(manifest, name));
        }
    }

    private static void AssertAlike(ConstraintAutomaton expected, ConstraintAutomaton actual, ModelManifest manifest, int[] text)
    {
        var (state, other) = (Walk.Along(expected, text), Walk.Along(actual, text));
        Assert.Equal(state is null, other is null);
        if (state is null)
            return;

        Assert.Equal(expected.CanFinish(state.Value, text.Length), actual.CanFinish(other!.Value, text.Length));
        Assert.Equal(expected.Accepts(state.Value, text), actual.Accepts(other.Value, text));
        var (mask, otherMask) = (new float[manifest.Vocabulary.Count], new float[manifest.Vocabulary.Count]);
        expected.Mask(mask, state.Value, text);
        actual.Mask(otherMask, other.Value, text);
        Assert.Equal(mask, otherMask);
    }

    private static (T? Result, MlPipelineException? Refusal) Try<T>(Func<T> make)
        where T : class
    {
        try
        {
            return (make(), null);
        }
        catch (MlPipelineException refusal)
        {
            return (null, refusal);
        }
    }
}
