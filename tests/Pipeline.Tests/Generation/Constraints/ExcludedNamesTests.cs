using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Excluded names, against the textbook's edit distance.</summary>
public sealed class ExcludedNamesTests
{
    private const string Letters = "abcdefgh";

    private static readonly ModelManifest Manifest = Walk.Manifest(Letters, maxLength: 30);

    private static readonly Gen<string> Name = Gen.Char[Letters].Array[1, 8].Select(letters => new string(letters));

    // One excluded name is the name with a few letters changed, also to some that the vocabulary lacks.
    private static readonly Gen<(string Name, string[] Excluded)> NearOne = Gen.Select(
        Name, Name.Array[0, 30], Gen.Char[Letters + "žñ"].Array[1, 5], Gen.Int[0, 1_000])
        .Select((name, others, letters, seed) =>
        {
            var near = name;
            foreach (var letter in letters)
            {
                var at = seed++ % (near.Length + 1);
                near = (seed % 3, at < near.Length) switch
                {
                    (0, true) when near.Length > 1 => near.Remove(at, 1),
                    (1, true) => near.Remove(at, 1).Insert(at, letter.ToString()),
                    _ => near.Insert(at, letter.ToString()),
                };
            }

            return (name, others.Append(near).ToArray());
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Name_is_accepted_from_the_least_edit_distance_on(int minEdits) => NearOne.Sample(near =>
    {
        var (name, excluded) = near;
        var constraints = new NameConstraints { Excluded = excluded, MinEdits = minEdits };
        var expected = excluded.All(other => EditDistance.Between(name, other) >= minEdits);

        var isAccepted = Walk.Accepts(constraints, Manifest, name);

        Assert.Equal(expected, isAccepted);
    }, iter: 5_000);

    [Fact]
    public void Excluded_names_are_normalised_as_the_model_asks()
    {
        var manifest = Walk.Manifest("JjOonasė") with { Normalization = Normalization.Of(["nfc", "trim", "title"]) };
        var constraints = new NameConstraints { Excluded = [" jonas ", "One\u0307"] };

        Assert.False(Walk.Accepts(constraints, manifest, "Jonas"));
        Assert.True(Walk.Accepts(constraints, manifest, "jonas"));
        Assert.False(Walk.Accepts(constraints, manifest, "Onė"));
    }

    [Fact]
    public void Nearness_is_forgotten_once_no_excluded_name_can_be_reached()
    {
        var manifest = Walk.Manifest(Letters);
        var automaton = ConstraintAutomaton.Compile(new NameConstraints { Excluded = ["abc", "abd"], MinEdits = 2 }, manifest);

        Assert.NotNull(Walk.Along(automaton, Walk.Tokens(manifest, "ah"))!.Value.Near);
        Assert.Null(Walk.Along(automaton, Walk.Tokens(manifest, "hh"))!.Value.Near);
        Assert.Null(Walk.Along(automaton, Walk.Tokens(manifest, "ahh"))!.Value.Near);
    }

    [Fact]
    public void Texts_that_are_equally_near_have_the_same_state()
    {
        var manifest = Walk.Manifest(Letters);
        var automaton = ConstraintAutomaton.Compile(new NameConstraints { Excluded = ["abcd"], MinEdits = 2 }, manifest);

        var states = new[] { "aec", "afc", "agc" }.Select(text => Walk.Along(automaton, Walk.Tokens(manifest, text))!.Value).ToList();

        Assert.Single(states.Distinct());
        Assert.NotEqual(states[0], Walk.Along(automaton, Walk.Tokens(manifest, "abc")));
    }

    [Fact]
    public void Threads_share_an_automaton()
    {
        var manifest = Walk.Manifest(Letters, maxLength: 8);
        var excluded = ScriptedModel.AllNames("abcd", 4).Where(name => name.Length > 2).ToList();
        var constraints = new NameConstraints { Excluded = excluded, MinEdits = 2 };
        var names = ScriptedModel.AllNames("abeh", 5).Where(name => name.Length > 0).ToList();
        var expected = names.Where(name => excluded.TrueForAll(other => EditDistance.Between(name, other) >= 2)).ToHashSet();
        var automaton = ConstraintAutomaton.Compile(constraints, manifest);

        var accepted = Enumerable.Repeat(names, 4).SelectMany(all => all).AsParallel().WithDegreeOfParallelism(8).Where(name =>
        {
            var text = Walk.Tokens(manifest, name);
            return Walk.Along(automaton, text) is { } state && automaton.Accepts(state, text);
        }).ToList();

        Assert.Equal(4 * expected.Count, accepted.Count);
        Assert.Subset(expected, accepted.ToHashSet());
    }

    [Fact]
    public void Long_excluded_names_are_looked_past()
    {
        var excluded = new string('a', 100_000);

        var automaton = Walk.Compile(new NameConstraints { Excluded = [excluded], MinEdits = 3, MaxLength = 1_000_000 }, "a");

        Assert.True(automaton.CanFinish(automaton.Start, 0));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Step_that_leads_only_to_excluded_names_is_refused(int minEdits, bool isPossible)
    {
        var manifest = Walk.Manifest("abc", maxLength: 3);
        var constraints = new NameConstraints { Regex = "ab[bc]|c", Excluded = ["abb"], MinEdits = minEdits };

        var automaton = ConstraintAutomaton.Compile(constraints, manifest);

        Assert.Equal(isPossible, automaton.TryNext(automaton.Start, Walk.Tokens(manifest, "a")[0], 0, out _));
    }
}
