using System.Text.RegularExpressions;
using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>All constraints together, against the list of all names.</summary>
public sealed class CombinedConstraintsTests
{
    private const string Letters = "abc";
    private const int MaxLength = 5;

    private static readonly Gen<string> Text = Gen.OneOf("a", "b", "c").Array[1, 5].Select(string.Concat);

    private static readonly Gen<NameConstraints> Regular = Gen.Select(
        Gen.Frequency((3, Gen.Const("")), (2, Gen.OneOf("a", "b", "ab", "ca", "abc"))),
        Gen.Frequency((3, Gen.Const("")), (2, Gen.OneOf("a", "b", "bb", "ac"))),
        Gen.OneOf<string?>(null, null, "*b*", "?[!a]*", "a*"),
        Gen.OneOf<string?>(null, null, "(ab|c)*", "(...)*", "[^b]+|.*a"),
        Gen.OneOf<string?>(null, null, "ab", "cab"),
        Gen.OneOf("a", "b", "ab", "cc", "aba", "q", "aq").Array[0, 3],
        Gen.Int[1, MaxLength],
        Gen.OneOf<int?>(null, 3, 4))
        .Select((prefix, suffix, pattern, regex, letters, banned, min, max) => new NameConstraints
        {
            Prefix = prefix,
            Suffix = suffix,
            Pattern = pattern,
            Regex = regex,
            Letters = letters,
            Banned = banned,
            MinLength = min,
            MaxLength = max,
        });

    // Some with a letter that the vocabulary lacks.
    private static readonly Gen<string> Excluded = Gen.OneOf(Text, Text.Select(text => text.Insert(text.Length / 2, "q")));

    private static readonly Gen<(NameConstraints Constraints, string[]? Training)> Any = Gen.Select(
        Regular, Gen.OneOf(Gen.Const(Array.Empty<string>()), Excluded.Array[1, 12]), Gen.Int[1, 4], Gen.Bool, Text.Array[1, 12])
        .Select((regular, excluded, minEdits, isNovel, training) => isNovel && minEdits <= 2
            ? (regular with { Excluded = excluded, MinEdits = minEdits, Novel = true }, training)
            : (regular with { Excluded = excluded, MinEdits = minEdits }, null));

    [Fact]
    public void Every_text_goes_on_exactly_where_some_accepted_name_does() => Any.Sample(any =>
    {
        var (constraints, training) = any;
        var manifest = Walk.Manifest(Letters, MaxLength, training);
        var possible = ScriptedModel.AllNames(Letters, MaxLength).Where(name => MeetsAll(constraints, name)).ToHashSet();
        var accepted = possible.Where(name => IsNew(constraints, training, name)).ToHashSet();
        var beginnings = possible.SelectMany(name => Enumerable.Range(0, name.Length + 1).Select(length => name[..length])).ToHashSet();
        if (accepted.Count == 0)
        {
            Assert.Throws<GenerationException>(() => ConstraintAutomaton.Compile(constraints, manifest));
            return;
        }

        var automaton = ConstraintAutomaton.Compile(constraints, manifest);

        foreach (var text in beginnings.Where(text => text.StartsWith(constraints.Prefix, StringComparison.Ordinal)))
        {
            var tokens = Walk.Tokens(manifest, text);
            var state = Walk.Along(automaton, tokens);
            Assert.True(state is not null && automaton.CanFinish(state.Value, text.Length), text);
            Assert.Equal(accepted.Contains(text), automaton.Accepts(state.Value, tokens));
            Assert.Equal(
                Letters.Where(letter => beginnings.Contains(text + letter)).Select(letter => letter.ToString()),
                Unmasked(automaton, manifest, state.Value, tokens).Where(token => token != "<boundary>"));
            Assert.Equal(accepted.Contains(text), Unmasked(automaton, manifest, state.Value, tokens).Contains("<boundary>"));
        }
    }, iter: 3_000);

    [Fact]
    public void Names_of_every_length_are_told_apart_by_rhythm() => Gen.Select(
        Gen.OneOf("(aa)+", "(aaa|bbbbb)+", "(a{3}b)*(c{4})*", "a(bb)*|(ccc)*b"),
        Gen.Int[1, 12], Gen.Int[0, 2]).Sample((regex, min, spread) =>
    {
        var constraints = new NameConstraints { Regex = regex, MinLength = min, MaxLength = min + spread };
        var oracle = new Regex($@"\A(?:{regex})\z");
        var names = Words(regex, min + spread).Where(name => name.Length >= min && oracle.IsMatch(name)).ToHashSet();
        var beginnings = names.SelectMany(name => Enumerable.Range(0, name.Length + 1).Select(length => name[..length])).ToHashSet();
        if (names.Count == 0)
        {
            Assert.Throws<GenerationException>(() => Walk.Compile(constraints, Letters));
            return;
        }

        var manifest = Walk.Manifest(Letters);
        var automaton = ConstraintAutomaton.Compile(constraints, manifest);

        foreach (var text in beginnings)
        {
            var tokens = Walk.Tokens(manifest, text);
            var state = Walk.Along(automaton, tokens);
            Assert.NotNull(state);
            Assert.Equal(Letters.Where(letter => beginnings.Contains(text + letter)), Letters.Where(letter =>
                automaton.TryNext(state.Value, Walk.Tokens(manifest, letter.ToString())[0], text.Length, out _)));
        }
    }, iter: 100);

    // All texts of the blocks that an expression repeats: all texts of all letters would be too many.
    private static HashSet<string> Words(string regex, int maxLength)
    {
        string[] blocks = regex switch
        {
            "(aa)+" => ["aa"],
            "(aaa|bbbbb)+" => ["aaa", "bbbbb"],
            "(a{3}b)*(c{4})*" => ["aaab", "cccc"],
            _ => ["a", "b", "bb", "ccc"],
        };
        var (words, open) = (new HashSet<string> { "" }, new Queue<string>([""]));
        while (open.TryDequeue(out var word))
        {
            foreach (var longer in blocks.Select(block => word + block).Where(longer => longer.Length <= maxLength && words.Add(longer)))
                open.Enqueue(longer);
        }

        return words;
    }

    private static List<string> Unmasked(ConstraintAutomaton automaton, ModelManifest manifest, ConstraintState state, int[] tokens)
    {
        var logits = new float[manifest.Vocabulary.Count];
        automaton.Mask(logits, state, tokens);
        return [.. manifest.Vocabulary.Tokens.Where((_, id) => logits[id] == 0)];
    }

    private static bool MeetsAll(NameConstraints constraints, string name) =>
        name.Length >= constraints.MinLength && name.Length <= (constraints.MaxLength ?? MaxLength) &&
        name.StartsWith(constraints.Prefix, StringComparison.Ordinal) && name.EndsWith(constraints.Suffix, StringComparison.Ordinal) &&
        Regex.IsMatch(name, constraints.Pattern switch { "*b*" => "b", "?[!a]*" => @"\A.[^a]", "a*" => @"\Aa", _ => "" }) &&
        Regex.IsMatch(name, $@"\A(?:{constraints.Regex ?? ".*"})\z") &&
        name.All(letter => constraints.Letters?.Contains(letter) != false) &&
        !constraints.Banned.Any(banned => name.Contains(banned, StringComparison.Ordinal)) &&
        constraints.Excluded.All(excluded => EditDistance.Between(name, excluded) >= constraints.MinEdits);

    private static bool IsNew(NameConstraints constraints, string[]? training, string name) =>
        training is null || training.All(known => EditDistance.Between(name, known) >= constraints.MinEdits);
}
