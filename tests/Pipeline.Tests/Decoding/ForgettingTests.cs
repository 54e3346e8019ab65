using MlPipeline.Generation;
using MlPipeline.Likelihood;

namespace MlPipeline.Tests.Decoding;

/// <summary>
/// A model whose state is so wide that the tree keeps no more than 64 texts: what is forgotten is read again, and no one
/// notices.
/// </summary>
public sealed class ForgettingTests
{
    private const int Wide = 33_000;                                     // floats: 64 of them are 8 MB

    private readonly ScriptedModel _small = new("abc", seed: 5, labels: ["x"]), _wide = new("abc", seed: 5, labels: ["x"], hidden: Wide);

    [Theory]
    [InlineData(1, null)]
    [InlineData(16, null)]
    [InlineData(100, null)]
    [InlineData(16, "x")]
    public void Draws_stay_the_same(int batchSize, string? label)
    {
        var options = new GenerationOptions { Count = 300, BatchSize = batchSize, Label = label, Temperature = 1.5f };

        var names = new NameGenerator(_wide).Generate(options).ToList();

        Assert.Equal(new NameGenerator(_small).Generate(options), names);
    }

    [Fact]
    public void Raced_draws_stay_the_same()
    {
        var options = new GenerationOptions { Count = 60, BatchSize = 16, MinLength = 4, Unique = true };

        var names = new NameGenerator(_wide).Generate(options).ToList();

        Assert.Equal(new NameGenerator(_small).Generate(options), names);
        Assert.True(_wide.Calls > _small.Calls, "nothing was forgotten");
    }

    [Fact]
    public void Prompts_stay_the_same()
    {
        var prompts = ScriptedModel.AllNames("abc", 4).Select((name, row) => new NamePrompt(row, name)).ToList();
        var options = new GenerationOptions { Count = 2, BatchSize = 8 };

        var names = new NameGenerator(_wide).Complete(prompts, options).ToList();

        Assert.Equal(new NameGenerator(_small).Complete(prompts, options), names);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Search_over_more_texts_than_there_are_slots_finds_all_names(int batchSize)
    {
        var options = new SearchOptions { BatchSize = batchSize, MaxLength = 5 };

        var names = new NameSearch(_wide).Top(1_000, options);

        var expected = ScriptedModel.AllNames("abc", 5).Where(name => name.Length > 0).OrderByDescending(name => _small.Probability(name));
        Assert.Equal(expected, names.Select(name => name.Name));
        Assert.Equal(new NameSearch(_small).Top(1_000, options), names);
    }

    [Fact]
    public void Beam_wider_than_the_slots_finds_all_names()
    {
        var names = new NameSearch(_wide).Beam(new BeamOptions { Width = 300, MaxLength = 5 });

        var expected = ScriptedModel.AllNames("abc", 5).Where(name => name.Length > 0).OrderByDescending(name => _small.Probability(name));
        Assert.Equal(expected.Take(300), names.Select(name => name.Name));
    }

    [Fact]
    public void Sample_without_replacement_stays_the_same()
    {
        var options = new SamplingOptions { Temperature = 2, MaxLength = 5, Seed = 3 };

        var names = new NameSearch(_wide).SampleWithoutReplacement(100, options);

        Assert.Equal(new NameSearch(_small).SampleWithoutReplacement(100, options), names);
    }

    [Fact]
    public void Scores_stay_the_same()
    {
        var names = ScriptedModel.AllNames("abc", 5).Reverse().ToList();

        var scores = new NameScorer(_wide).Score(names).ToList();

        Assert.Equal(new NameScorer(_small).Score(names), scores);
    }
}
