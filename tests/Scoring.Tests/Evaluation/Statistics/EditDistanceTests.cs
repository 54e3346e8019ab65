using CsCheck;
using MlPipeline.Evaluation.Names;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("saturday", "sunday", 3)]
    [InlineData("intention", "execution", 5)]
    [InlineData("žukas", "zukas", 1)]
    public void Distance_is_the_textbook_one(string a, string b, int expected) => Assert.Equal(expected, EditDistance.Of(a, b));

    [Fact]
    public void Distance_is_that_of_the_recursive_definition_either_way()
    {
        var texts = Gen.OneOf("a", "b", "ž").Array[0, 5].Select(string.Concat);

        Gen.Select(texts, texts).Sample((a, b) =>
        {
            Assert.Equal(Defined(a, b), EditDistance.Of(a, b));
            Assert.Equal(Defined(a, b), EditDistance.Of(b, a));
        }, iter: 300);
    }

    [Fact]
    public void Long_texts_are_measured_too() => Assert.Equal(500, EditDistance.Of(new string('a', 1000), new string('a', 500) + "b"));

    private static int Defined(string a, string b) => (a, b) switch
    {
        ("", _) => b.Length,
        (_, "") => a.Length,
        _ when a[0] == b[0] => Defined(a[1..], b[1..]),
        _ => 1 + Math.Min(Defined(a[1..], b[1..]), Math.Min(Defined(a[1..], b), Defined(a, b[1..]))),
    };
}
