using CsCheck;
using MlPipeline.Evaluation.Names;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class NearestNamesTests
{
    [Fact]
    public void Nearest_is_that_of_a_search_through_all()
    {
        var texts = Gen.OneOf("a", "b", "c", "ž").Array[0, 8].Select(string.Concat);

        Gen.Select(texts.Array[1, 30], texts).Sample((names, name) =>
        {
            Assert.Equal(Searched(names, name), NearestNames.Of(names).Find(name));
        });
    }

    // 64 characters are the most that fit one row.
    [Fact]
    public void Nearest_of_long_names_is_that_of_a_search_through_all()
    {
        var texts = Gen.OneOf("a", "b", "ž").Array[55, 70].Select(string.Concat);

        Gen.Select(texts.Array[1, 12], texts).Sample((names, name) =>
        {
            Assert.Equal(Searched(names, name), NearestNames.Of(names).Find(name));
        }, iter: 50);
    }

    [Fact]
    public void Of_several_the_ordinally_first_is_found()
    {
        var nearest = NearestNames.Of(["jonaz", "tonas", "jonax", "jonay", "jonay"]);

        var found = nearest.Find("jonas");

        Assert.Equal(("jonax", 1), found);
    }

    [Fact]
    public void Name_that_is_there_is_its_own_nearest()
    {
        var nearest = NearestNames.Of(["jonas", "jon", ""]);

        Assert.Equal(("jon", 0), nearest.Find("jon"));
    }

    [Fact]
    public void Long_names_are_found_too()
    {
        var nearest = NearestNames.Of([new string('a', 3000), "b"]);

        var found = nearest.Find(new string('a', 2990) + "c");

        Assert.Equal((new string('a', 3000), 10), found);
    }

    [Fact]
    public void No_names_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => NearestNames.Of([]));

        Assert.Contains("at least one", exception.Message, StringComparison.Ordinal);
    }

    private static (string Name, int Distance) Searched(string[] names, string name) =>
        names.Order(StringComparer.Ordinal).Select(other => (other, EditDistance.Of(other, name))).MinBy(found => found.Item2);
}
