using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Regular expressions, against those of .NET.</summary>
public sealed class RegexConstraintTests
{
    private const string Letters = "abc";

    private static readonly Gen<string> Atom = Gen.OneOf(
        "a", "b", "c", ".", "[ab]", "[^a]", "[b-c]", "[^a-b]", @"\w", @"\p{Lu}", "[^-b]", @"[\d\-c]");
    private static readonly Gen<string> Quantifier = Gen.OneOf("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,3}", "{0}");

    [Fact]
    public void Any_expression_accepts_what_dotnet_matches() => Expression(depth: 3).Sample(expression =>
    {
        var oracle = new Regex($@"\A(?:{expression})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var expected = ScriptedModel.AllNames(Letters, 5).Where(name => name.Length > 0 && oracle.IsMatch(name)).ToList();

        var accepted = Walk.Accepted(new NameConstraints { Regex = expression }, Walk.Manifest(Letters, maxLength: 5), Letters);

        Assert.Equal(expected, accepted);
    }, iter: 1_000);

    [Theory]
    [InlineData("^Jo.*s$", "Jonas", true)]
    [InlineData("^J.*|.*s$", "Petras", true)]
    [InlineData("^J$|^P.+$", "Petras", true)]
    [InlineData("(?:Jon|Petr)as", "Petras", true)]
    [InlineData(@"\p{Lu}\p{Ll}+-\p{Lu}\p{Ll}+", "Ana-Eva", true)]
    [InlineData(@"\p{Lu}\p{Ll}+-\p{Lu}\p{Ll}+", "Ana-eva", false)]
    [InlineData(@"[^\P{L}]+", "Eva", true)]
    [InlineData(@"[\w\-]+", "Ana-Eva", true)]
    [InlineData(@"\w+", "Ana-Eva", false)]
    [InlineData(@"\D+\-\S+", "Ana-Eva", true)]
    [InlineData("[A-Z][a-zė]+", "Rasė", true)]
    [InlineData("[^q]{3,4}", "Rasė", true)]
    [InlineData("Ras[eėz]", "Rasė", true)]
    [InlineData(".{4}", "Ras𝒳", true)]
    [InlineData("Ras[𝒲-𝒵]", "Ras𝒳", true)]
    public void Expression_is_read_by_code_points(string expression, string name, bool isAccepted) =>
        Assert.Equal(isAccepted, Walk.Accepts(new NameConstraints { Regex = expression }, Walk.Manifest("JonasPetraARėEv-𝒳", 9), name));

    [Theory]
    [InlineData("abq", 2)]
    [InlineData("a(b|ą)", 4)]
    [InlineData(@"𝒳", 0)]
    [InlineData(@"a\.", 2)]
    public void Character_that_the_vocabulary_lacks_is_named(string expression, int position)
    {
        var exception = Assert.Throws<UnknownCharacterException>(() => Walk.Compile(new NameConstraints { Regex = expression }, Letters));

        Assert.Equal((expression, position), (exception.Name, exception.Position));
    }

    // An attribute can't hold half a character.
    [Fact]
    public void Half_a_surrogate_pair_is_named_wherever_it_stands()
    {
        NameConstraints[] broken =
            [new() { Regex = "a\ud835" }, new() { Regex = "[\ud835]" }, new() { Pattern = "a\ud835" }, new() { Suffix = "a\ud835" }];

        Assert.All(broken, constraints =>
            Assert.Equal(1, Assert.Throws<UnknownCharacterException>(() => Walk.Compile(constraints, Letters)).Position));
    }

    [Theory]
    [InlineData("((a{50}){50}){50}", 6, "of more than 10,000 positions in one expression")]
    [InlineData("(((((((((((((a?){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9})", 6, "of more than 10,000 positions in one expression")]
    [InlineData("(a|b)*a(a|b){20}", 60, "of more than 20,000 states for one expression")]
    [InlineData("((a?){50}){50}", 60, null)]
    [InlineData("(((((((((a+)+)+)+)+)+)+)+)+)+", 60, null)]
    [InlineData("(a|b)*a(a|b){20}", 9, "No name can meet all of this")]
    [InlineData("((()*)*){1000}(()|a{0}){1000}b", 9, null)]
    [InlineData("(a|b|c|.){1000}", 1_000, null)]
    [InlineData("(.?.?){800}(a|b)*a(a|b){20}", 1_000_000, "an automaton that takes too long to make")]
    public async Task Expression_that_stands_for_a_huge_automaton_is_decided_at_once(string expression, int maxLength, string? error)
    {
        var constraints = new NameConstraints { Regex = expression };

        var compiling = Task.Run(() => Record.Exception(() => Walk.Compile(constraints, Letters, maxLength)));
        var exception = await compiling.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        if (error is null)
            Assert.Null(exception);
        else
            Assert.Contains(error, Assert.IsType<GenerationException>(exception).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("(?:", ")*")]
    public void Groups_without_end_are_refused(string open, string close)
    {
        var expression = string.Concat(Enumerable.Repeat(open, 1_000)) + "a" + string.Concat(Enumerable.Repeat(close, 1_000));

        var exception = Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Regex = expression }, Letters));

        var position = (100 * open.Length).ToString(CultureInfo.InvariantCulture);
        Assert.EndsWith(
            $" has more than 100 groups within each other at position {position}: write it flatter. (Parameter 'Regex')", exception.Message,
            StringComparison.Ordinal);
    }

    // What is repeated is captured: .NET 10 joins loops without a capture between them, and so finds that (?:c+|){2} doesn't
    // match "c".
    private static Gen<string> Expression(int depth)
    {
        if (depth == 0)
            return Gen.Select(Atom, Quantifier, (atom, quantifier) => atom + quantifier);

        var inner = Expression(depth - 1);
        return Gen.Frequency(
            (2, Expression(0)),
            (2, inner.Array[1, 3].Select(string.Concat)),
            (1, inner.Array[2, 3].Select(parts => $"({string.Join('|', parts)})")),
            (1, Gen.Select(inner, inner, (x, y) => $"(?:{x}|{y}|)")),
            (1, Gen.Select(inner, inner, Quantifier, (x, y, quantifier) => $"(?:({x}|{y}|)){quantifier}")),
            (1, Gen.Select(inner, Quantifier, (x, quantifier) => $"({x}){quantifier}")));
    }
}
