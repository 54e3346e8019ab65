using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Regular expressions that are not read: what is where, and what to write instead.</summary>
public sealed class RegexRejectionTests
{
    private const string Inside = "the whole name must match, so anchors say something only at either end. Drop it, or write ";
    private const string Automaton = "an automaton can't compare one part of a name with another. Spell out the texts that are meant.";
    private const string Groups = "only (…) and (?:…) group; names, options and looking ahead or behind are not supported. " +
        "What else a name must or must not hold can be asked for with a pattern, a suffix or banned texts.";

    [Theory]
    [InlineData("a(?=b)c", 1, "a '(?='", Groups)]
    [InlineData("(?<!b)c", 0, "a '(?<!'", Groups)]
    [InlineData("(?<n>b)", 0, "a '(?<'", Groups)]
    [InlineData("(?i)b", 0, "a '(?i'", Groups)]
    [InlineData("(?", 0, "a '(?'", Groups)]
    [InlineData("(a", 0, "an open group", @"close it with ), or write \( for the character.")]
    [InlineData("a)", 1, "a ')' that closes nothing", @"drop it, or write \) for the character.")]
    public void Group_that_is_not_plain_is_refused(string expression, int position, string found, string advice) =>
        AssertRefused(expression, position, found, advice);

    [Theory]
    [InlineData(@"(a)\1", 3, @"a backreference '\1'", Automaton)]
    [InlineData(@"(a)\k", 3, @"a backreference '\k'", Automaton)]
    [InlineData(@"a\b", 1, @"an anchor '\b'", "the whole name must match anyway. Drop it, or spell out what stands on either side.")]
    [InlineData(@"a\", 1, "a lone backslash", @"write the character it escapes after it, or \\ for a backslash.")]
    [InlineData(@"a\q", 1, @"an unknown escape '\q'",
        @"known are \d \w \s \p{…}, their opposites in upper case, and a backslash before a punctuation mark.")]
    [InlineData(@"\p{Foo}", 0, @"an unknown set '\p{Foo}'",
        @"\p takes a general category of Unicode in braces, such as \p{L}, \p{Lu} or \p{Pd}.")]
    [InlineData(@"a\pL", 1, @"an unknown set '\p'", @"\p takes a general category of Unicode in braces, such as \p{L}, \p{Lu} or \p{Pd}.")]
    [InlineData("a^b", 1, "an anchor '^' inside", Inside + @"\^ for the character.")]
    [InlineData("a$b", 1, "an anchor '$' inside", Inside + @"\$ for the character.")]
    [InlineData("(^a)", 1, "an anchor '^' inside", Inside + @"\^ for the character.")]
    public void Escape_or_anchor_that_means_nothing_here_is_refused(string expression, int position, string found, string advice) =>
        AssertRefused(expression, position, found, advice);

    [Theory]
    [InlineData("a*?", 1, "a lazy quantifier '*?'", "the whole name must match, so that lazy and greedy mean the same. Drop the '?'.")]
    [InlineData("a{2}+", 1, "a possessive quantifier '{2}+'",
        "an automaton doesn't backtrack. Drop the '+', or put what is repeated into a group.")]
    [InlineData("a+*", 2, "a second quantifier", "put a group around the first one, as in (a+)*.")]
    [InlineData("a|*", 2, "a '*' that repeats nothing", @"put what it repeats in front of it, or write \* for the character.")]
    [InlineData("^*", 1, "a '*' that repeats nothing", @"put what it repeats in front of it, or write \* for the character.")]
    [InlineData("a{,2}", 1, "an unfinished quantifier", @"write {2}, {2,} or {2,5}, or \{ for the character.")]
    [InlineData("a{2", 1, "an unfinished quantifier", @"write {2}, {2,} or {2,5}, or \{ for the character.")]
    [InlineData("a{3,2}", 1, "a quantifier '{3,2}'", "the least number comes first.")]
    [InlineData("a{99999999999}", 1, "a quantifier '{99999999999}'",
        "at most 1,000 repeats are counted. The least and greatest length bound names at no cost.")]
    public void Quantifier_that_is_not_plain_is_refused(string expression, int position, string found, string advice) =>
        AssertRefused(expression, position, found, advice);

    [Theory]
    [InlineData("a[b", 1, "an open set", @"close it with ], or write \[ for the character.")]
    [InlineData("a[b-", 1, "an open set", @"close it with ], or write \[ for the character.")]
    [InlineData("a[]", 1, "an empty set", @"name the characters between [ and ], and write \] for a bracket among them.")]
    [InlineData("[[:alpha:]]", 1, "a '[' within a set", @"write \[ for the character; sets within sets and [:names:] are not supported.")]
    [InlineData("[a-[b]]", 3, "a '[' within a set", @"write \[ for the character; sets within sets and [:names:] are not supported.")]
    [InlineData("[a-c-e]", 4, "a '-' that joins no two characters", @"put it first or last in the set, or write \-.")]
    [InlineData("[b-a]", 1, "the range 'b-a'", @"a range goes from one character up to another; write \- for a hyphen.")]
    [InlineData(@"[a-\d]", 1, @"the range 'a-\d'", @"a range goes from one character up to another; write \- for a hyphen.")]
    public void Malformed_set_is_refused(string expression, int position, string found, string advice) =>
        AssertRefused(expression, position, found, advice);

    [Fact]
    public void Empty_expression_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Regex = "" }, "abc"));

        Assert.Equal(
            "The regular expression is empty, and no name is. Write .* for any name, or leave it out. (Parameter 'Regex')",
            exception.Message);
    }

    private static void AssertRefused(string expression, int position, string found, string advice)
    {
        var exception = Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Regex = expression }, "abc"));

        Assert.Equal(
            $"The regular expression '{expression}' has {found} at position {position}: {advice} (Parameter 'Regex')", exception.Message);
    }
}
