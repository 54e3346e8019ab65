using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Sampling;

/// <summary>The ends of float32: what is impossible stays so, and nothing else gets lost.</summary>
public sealed class ExtremeLogitsTests
{
    private const float No = float.NegativeInfinity;

    // Ids: 0 unknown, 1 boundary, 2 a, 3 b, 4 c, 5 d.
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcd"]);

    [Theory]
    [InlineData(float.MinValue)]
    [InlineData(-3.4e38f)]
    [InlineData(No)]
    public void What_the_model_calls_impossible_stays_so_at_any_temperature(float impossible)
    {
        var options = new SamplingOptions { Temperature = float.MaxValue };
        float[] logits = [0, 1, impossible, 1, impossible, impossible];

        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text: [], mask: null));

        Assert.Equal([No, 0, No, 0, No, No], logits);
    }

    [Fact]
    public void Impossible_stays_impossible_under_a_large_bias()
    {
        var options = new SamplingOptions { LogitBias = new Dictionary<string, float> { ["a"] = float.MaxValue, ["b"] = 1e38f } };
        float[] logits = [0, 1, float.MinValue, -3.4e38f, -2, -2];

        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text: [], mask: null));

        Assert.Equal([No, 0, No, No, -3, -3], logits);
    }

    // Their probabilities are 1/2 each: top-p takes both. Added to a logit, 3.4·10³⁸ leaves no room for ln 2.
    [Fact]
    public void Two_huge_biases_share_the_probability()
    {
        var biases = new Dictionary<string, float> { ["a"] = float.MaxValue, ["b"] = float.MaxValue };
        var options = new SamplingOptions { LogitBias = biases, TopP = 0.9f };
        float[] logits = [0, 1, 2, 3, 4, 5];

        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text: [], mask: null));

        Assert.Equal([No, No, 0, 0, No, No], logits);
    }

    // a and b are as far apart as float32 goes twice over; divided by its largest number that is 2.
    [Fact]
    public void Logits_further_apart_than_float32_reaches_keep_their_distance()
    {
        var options = new SamplingOptions
        {
            LogitBias = new Dictionary<string, float> { ["a"] = float.MaxValue, ["b"] = float.MinValue },
            Temperature = float.MaxValue,
        };
        float[] logits = [0, 0, 0, 0, 0, 0];

        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text: [], mask: null));

        Assert.Equal([No, -1, 0, -2, -1, -1], logits);
    }

    // A finite penalty makes unlikely; only −∞ and a ban forbid.
    [Fact]
    public void Huge_penalty_on_all_that_is_left_forbids_nothing()
    {
        var options = new SamplingOptions
        {
            LogitBias = new Dictionary<string, float> { [""] = No, ["d"] = No },
            RepetitionPenalty = float.MaxValue,
            FrequencyPenalty = float.MaxValue,
        };
        float[] logits = [0, 0, -1, -2, -3, 0];

        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text: [2, 3, 4, 4], mask: null));

        Assert.Equal([No, No, 0, 0, 0, No], logits);
    }

    [Fact]
    public void Where_everything_is_forbidden_there_is_nothing_to_draw()
    {
        var biases = new[] { "", "a", "b", "c", "d" }.ToDictionary(key => key, _ => No);
        var options = new SamplingOptions { LogitBias = biases, Temperature = 2, TopP = 0.5f, TypicalP = 0.5f };

        Assert.False(new TokenSampler(options, Vocabulary).TryShape(new float[6], text: [], mask: null));
        Assert.False(new TokenSampler(new SamplingOptions(), Vocabulary).TryShape(new float[6], text: [], logits => logits.Fill(No)));
    }
}
