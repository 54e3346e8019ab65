using MlPipeline.Evaluation.Names;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class CodePointsTests
{
    [Fact]
    public void Every_code_point_is_one_character_and_plain_texts_stay()
    {
        Assert.Equal("Ąžuolas", CodePoints.Narrow("Ąžuolas"));
        Assert.Equal(3, CodePoints.Narrow("a😀🎉").Length);
        Assert.NotEqual(CodePoints.Narrow("😀"), CodePoints.Narrow("🎉"));
    }

    [Fact]
    public void Distances_count_code_points_and_the_nearest_is_shown_as_it_was_given()
    {
        Assert.Equal(1, EditDistance.Of("😀🎉", "🎉"));
        Assert.Equal(("😀🎉", 1), NearestNames.Of(["😀🎉", "abc"]).Find("😀🚀"));
        Assert.Equal(0.5, PairwiseDistance.Mean(["😀🎉", "😀🚀"]).Value);
    }

    [Fact]
    public void Features_are_those_of_code_points()
    {
        Assert.Equal("2", NameFeatures.LengthOf("😀🎉"));
        Assert.Equal(["😀", "🎉"], NameFeatures.Letters("😀🎉"));
        Assert.Equal(3, NameFeatures.NGrams("😀🎉", 2).Count);
        Assert.Equal(["^j", "jo", "o$"], NameFeatures.NGrams("Jo", 2));
    }
}
