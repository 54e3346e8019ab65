using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Patterns, against a matcher that tries everything.</summary>
public sealed class PatternConstraintTests
{
    private const string Letters = "ab-";

    [Fact]
    public void Any_pattern_accepts_what_trying_everything_matches() =>
        Gen.OneOf("a", "b", "-", "?", "*", "[ab]", "[!ab]", "[a-b]", "[!a-]", "[-b]", @"\-", @"[\-]", @"\a").Array[1, 6].Sample(parts =>
        {
            var expected = ScriptedModel.AllNames(Letters, 5).Where(name => name.Length > 0 && Matches(parts, name)).ToList();

            var accepted = Walk.Accepted(new NameConstraints { Pattern = string.Concat(parts) }, Walk.Manifest(Letters, 5), Letters);

            Assert.Equal(expected, accepted);
        }, iter: 500);

    [Theory]
    [InlineData("R??as", "Romas", true)]
    [InlineData("R??as", "Rimtas", false)]
    [InlineData("R*as", "Ras", true)]
    [InlineData(@"R\*s", "R*s", true)]
    [InlineData(@"R\*s", "Ras", false)]
    [InlineData(@"[\]\\!]", "]", true)]
    [InlineData(@"[\]\\!]", "!", true)]
    [InlineData("[!𝒳]*", "𝒳", false)]
    [InlineData("?", "𝒳", true)]
    public void Pattern_is_read_by_code_points(string pattern, string name, bool isAccepted) =>
        Assert.Equal(isAccepted, Walk.Accepts(new NameConstraints { Pattern = pattern }, Walk.Manifest(@"Romasit*]\!𝒳"), name));

    [Theory]
    [InlineData("", "is empty, and no name is. Write * for any name, or leave it out.")]
    [InlineData("a[b", @"'a[b' has an open set at position 1: close it with ], or write \[ for the character.")]
    [InlineData("[!]",
        @"'[!]' has an empty set at position 0: name the characters between [ and ], and write \] for a bracket among them.")]
    [InlineData("[^a]",
        @"'[^a]' has a '^' in front of a set at position 1: write [!…] for all characters but these, or \^ for the character.")]
    [InlineData("ab\\", @"'ab\' has a lone backslash at position 2: write the character it escapes after it, or \\ for a backslash.")]
    public void Malformed_pattern_is_refused_with_place_and_advice(string pattern, string problem)
    {
        var exception = Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Pattern = pattern }, Letters));

        Assert.Equal($"The pattern {problem} (Parameter 'Pattern')", exception.Message);
    }

    [Theory]
    [InlineData("a?q", 2)]
    [InlineData(@"a\?", 2)]
    public void Character_that_the_vocabulary_lacks_is_named(string pattern, int position)
    {
        var exception = Assert.Throws<UnknownCharacterException>(() => Walk.Compile(new NameConstraints { Pattern = pattern }, Letters));

        Assert.Equal((pattern, position), (exception.Name, exception.Position));
    }

    [Fact]
    public void Many_stars_stay_cheap()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 500));

        Assert.Equal(500, Walk.Compile(new NameConstraints { Pattern = pattern }, Letters, maxLength: 500).MaxLength);
    }

    private static bool Matches(ReadOnlySpan<string> parts, ReadOnlySpan<char> name) => parts switch
    {
        [] => name.IsEmpty,
        ["*", .. var rest] => Matches(rest, name) || (!name.IsEmpty && Matches(parts, name[1..])),
        [var part, .. var rest] => !name.IsEmpty && Members(part).Contains(name[0]) && Matches(rest, name[1..]),
    };

    private static string Members(string part) => part switch
    {
        "?" => Letters,
        "[ab]" or "[a-b]" => "ab",
        "[!ab]" or @"\-" or @"[\-]" => "-",
        "[!a-]" => "b",
        "[-b]" => "-b",
        @"\a" => "a",
        var letter => letter,
    };
}
