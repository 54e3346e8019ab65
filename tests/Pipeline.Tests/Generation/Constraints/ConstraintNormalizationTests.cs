using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Constraints are typed by people, and the model's names went through its rules.</summary>
public sealed class ConstraintNormalizationTests
{
    private const string Decomposed = "e\u0307";                         // ė as two code points

    [Fact]
    public void Letters_with_marks_may_be_typed_as_two_code_points()
    {
        var manifest = new ScriptedModel("abė").Manifest;

        Assert.True(Accepts(new NameConstraints { Suffix = Decomposed }, manifest, "abė"));
        Assert.True(Accepts(new NameConstraints { Pattern = $"a[{Decomposed}b]" }, manifest, "aė"));
        Assert.True(Accepts(new NameConstraints { Regex = $"a{Decomposed}+" }, manifest, "aėė"));
        Assert.True(Accepts(new NameConstraints { Letters = $"a{Decomposed}" }, manifest, "ėa"));
        Assert.False(Accepts(new NameConstraints { Banned = [Decomposed] }, manifest, "aė"));
    }

    [Fact]
    public void Model_of_lower_case_takes_constraints_in_any_case()
    {
        var manifest = new ScriptedModel("abs").Manifest with { Normalization = Normalization.Of(["nfc", "trim", "lower"]) };

        Assert.True(Accepts(new NameConstraints { Pattern = "B?AS" }, manifest, "baas"));
        Assert.True(Accepts(new NameConstraints { Suffix = "AS", Letters = "ABS" }, manifest, "bas"));
    }

    [Fact]
    public void Model_of_capitals_tells_them_apart() =>
        Assert.Throws<UnknownCharacterException>(
            () => ConstraintAutomaton.Compile(new NameConstraints { Suffix = "AS" }, new ScriptedModel("abs").Manifest));

    private static bool Accepts(NameConstraints constraints, MlPipeline.Models.ModelManifest manifest, string name)
    {
        var automaton = ConstraintAutomaton.Compile(constraints, manifest);
        var text = manifest.Vocabulary.EncodeCharacters(name).Select(id => (int)id).ToArray();
        var state = automaton.Start;
        return text.Index().All(character => automaton.TryNext(state, character.Item, character.Index, out state))
            && automaton.Accepts(state, text);
    }
}
