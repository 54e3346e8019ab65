using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Which requests plain drawing and refusing can serve.</summary>
public sealed class OpenConstraintsTests
{
    private static readonly string[] Training = ["ab", "abc"];

    public static TheoryData<NameConstraints> Open { get; } =
    [
        new NameConstraints(),
        new NameConstraints { Novel = true, MaxLength = 3 },
        new NameConstraints { Prefix = "ab", MinLength = 2 },
        new NameConstraints { Prefix = "abc", MaxLength = 3 },
        new NameConstraints { Banned = ["q"], Excluded = ["q"] },
        new NameConstraints { MinEdits = 4 },
    ];

    public static TheoryData<NameConstraints> Constrained { get; } =
    [
        new NameConstraints { MinLength = 2 },
        new NameConstraints { Prefix = "ab", MinLength = 3 },
        new NameConstraints { Novel = true, MinEdits = 2 },
        new NameConstraints { Suffix = "a" },
        new NameConstraints { Pattern = "?*" },
        new NameConstraints { Regex = ".*" },
        new NameConstraints { Letters = "abc" },
        new NameConstraints { Banned = ["ab"] },
        new NameConstraints { Excluded = ["ab"] },
        new NameConstraints { Excluded = ["qa"], MinEdits = 2 },
    ];

    [Theory]
    [MemberData(nameof(Open), DisableDiscoveryEnumeration = true)]
    public void Length_prefix_and_novelty_alone_leave_every_way_open(NameConstraints constraints) =>
        Assert.True(ConstraintAutomaton.Compile(constraints, Walk.Manifest("abc", training: Training)).IsOpen);

    [Theory]
    [MemberData(nameof(Constrained), DisableDiscoveryEnumeration = true)]
    public void Anything_else_closes_some(NameConstraints constraints) =>
        Assert.False(ConstraintAutomaton.Compile(constraints, Walk.Manifest("abc", training: Training)).IsOpen);

    [Fact]
    public void Prefix_is_normalised_and_read_before_the_start()
    {
        var manifest = Walk.Manifest("Jonas");

        var automaton = ConstraintAutomaton.Compile(new NameConstraints { Prefix = " Jo", Suffix = "ons" }, manifest);

        Assert.Equal("Jo", automaton.PrefixText);
        Assert.Equal(Walk.Tokens(manifest, "Jo"), automaton.Prefix);
        Assert.NotNull(Walk.Along(automaton, Walk.Tokens(manifest, "Jons")));
        Assert.True(Walk.Accepts(new NameConstraints { Prefix = "Jo", Suffix = "ons" }, manifest, "Jons"));
    }

    [Fact]
    public void Mask_leaves_neither_labels_nor_the_unknown_character()
    {
        var manifest = Walk.Manifest("ab");
        var automaton = ConstraintAutomaton.Compile(new NameConstraints(), manifest);
        var logits = new float[manifest.Vocabulary.Count];

        automaton.Mask(logits, automaton.Start, []);

        var (refused, free) = (float.NegativeInfinity, 0f);
        Assert.Equal([refused, refused, refused, free, free], logits);
    }
}
