using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Lengths far beyond any name, which cost neither time nor memory.</summary>
public sealed class ConstraintLengthTests
{
    private const int Huge = 1_000_000;

    [Theory]
    [InlineData(null)]
    [InlineData("(ab)*")]
    [InlineData("(a{7}|b{11})*")]
    [InlineData(".*(ab|ba)")]
    public void Huge_lengths_are_decided_at_once(string? regex)
    {
        var automaton = Walk.Compile(new NameConstraints { Regex = regex, MinLength = Huge, MaxLength = Huge }, "ab");

        Assert.True(automaton.CanFinish(automaton.Start, 0));
        Assert.True(automaton.TryNext(automaton.Start, Walk.Tokens(Walk.Manifest("ab"), "a")[0], 0, out var next));
        Assert.True(automaton.CanFinish(next, 1));
    }

    [Theory]
    [InlineData("(ab)*", 999_999)]
    [InlineData("(a{7}b|b{12})*", 999_999)]
    [InlineData("a{1000}", 1_001)]
    public void Length_that_no_name_has_is_refused_at_once(string regex, int length) => Assert.Throws<GenerationException>(() =>
        Walk.Compile(new NameConstraints { Regex = regex, MinLength = length, MaxLength = length }, "ab"));

    [Fact]
    public void Rhythms_that_never_meet_within_reason_are_given_up_with_the_reason()
    {
        int[] primes = [97, 101, 103, 107, 109, 113, 127, 131, 137, 139];
        var rhythms = string.Join('|', primes.Select(length => $"(a{{{length}}})*"));
        var constraints = new NameConstraints { Regex = $"b({rhythms})", MinLength = Huge, MaxLength = Huge };

        var exception = Assert.Throws<GenerationException>(() => Walk.Compile(constraints, "ab"));

        Assert.Contains(" need an automaton of more than 20,000 states", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_of_lengths_that_grows_too_large_is_given_up_with_the_reason()
    {
        int[] primes = [499, 503, 509, 521, 523];
        var rhythms = string.Join('|', primes.Select((length, i) => $"{new string('b', i)}a(a{{{length}}})*"));
        var constraints = new NameConstraints { Regex = rhythms, MinLength = Huge, MaxLength = Huge };

        var exception = Assert.Throws<GenerationException>(() => Walk.Compile(constraints, "ab"));

        Assert.Equal(
            "Names of at least 1,000,000 characters take too large a table, as the automaton of the constraints has 2,560 states. " +
            "Lower the least length, or shorten the expression.", exception.Message);
    }

    [Fact]
    public void Name_ends_at_its_greatest_length()
    {
        var manifest = Walk.Manifest("ab");
        var automaton = Walk.Compile(new NameConstraints { MinLength = 2, MaxLength = 3 }, "ab");

        Assert.Equal((2, 3, false), (automaton.MinLength, automaton.MaxLength, automaton.IsOpen));
        Assert.False(automaton.Accepts(automaton.Start, Walk.Tokens(manifest, "a")));
        Assert.True(automaton.Accepts(automaton.Start, Walk.Tokens(manifest, "aba")));
        Assert.False(automaton.Accepts(automaton.Start, Walk.Tokens(manifest, "abab")));
        Assert.False(automaton.TryNext(automaton.Start, Walk.Tokens(manifest, "a")[0], 3, out _));
        Assert.False(automaton.CanFinish(automaton.Start, 4));
    }
}
