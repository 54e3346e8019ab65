using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Tests.Likelihood;

namespace MlPipeline.Tests.Generation;

/// <summary>One name of 100,000 characters: nothing is as deep as the name is long, and nothing takes its square.</summary>
public sealed class LongNameTests
{
    private const int Length = 100_000;

    private readonly CountingDownModel _model;

    public LongNameTests()
    {
        var scripted = new ScriptedModel("ab", maxLength: Length);
        for (var last = 0; last < scripted.Manifest.Vocabulary.Count; last++)
            scripted[0, last][1] = float.MinValue;                       // no end before the last character
        _model = new CountingDownModel(scripted, Length);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 2)]
    public void Name_of_a_hundred_thousand_characters_is_drawn_and_scored(int batchSize, int threads)
    {
        var options = new GenerationOptions { Count = 2, BatchSize = batchSize, Threads = threads };

        var name = new NameGenerator(_model).Generate(options).First();

        var score = new NameScorer(_model).Score(name.Name);
        Assert.Equal(Length, name.Name.Length);
        Assert.InRange(name.Name.Count('a'.Equals), 100, Length - 100);
        Assert.Equal(Length + 1, score.PredictedCharacters);
        Assert.Equal(score.LogLikelihood, name.LogLikelihood);
    }

    [Fact]
    public void Prefix_of_nearly_a_hundred_thousand_characters_is_completed()
    {
        var prefix = string.Concat(Enumerable.Repeat("ab", (Length - 2) / 2));

        var names = new NameGenerator(_model).Generate(new GenerationOptions { Count = 200, Prefix = prefix });

        var ends = names.Select(name => name.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal([prefix + "aa", prefix + "ab", prefix + "ba", prefix + "bb"], ends);
    }
}
