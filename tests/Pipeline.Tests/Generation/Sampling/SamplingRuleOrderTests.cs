using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Sampling;

/// <summary>Every pair of neighbouring rules whose order matters: the other order would give another result, which is named.</summary>
public sealed class SamplingRuleOrderTests
{
    private const int A = 2, B = 3;

    // Ids: 0 unknown, 1 boundary, 2 a, 3 b, 4 c, 5 d.
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcd"]);

    // Probabilities of 1 … 5: 0.1, 0.4, 0.3, 0.15, 0.05.
    private static readonly float[] Logits =
        [0, .. new[] { 0.1, 0.4, 0.3, 0.15, 0.05 }.Select(probability => (float)Math.Log(probability))];

    // (1 − 3) · 2 = −4, and not 1 / 2 − 3 = −2.5.
    [Fact]
    public void Bias_comes_before_the_repetition_penalty() => Assert.Equal(
        -4, BelowB(new SamplingOptions { LogitBias = BiasOfA(-3), RepetitionPenalty = 2 }, logit: 1, text: [A]));

    // 1 / 2 − 2 · 1 − 0.5 = −2, and not (1 − 2.5) · 2 = −3.
    [Fact]
    public void Repetition_penalty_comes_before_frequency_and_presence() => Assert.Equal(
        -2, BelowB(new SamplingOptions { RepetitionPenalty = 2, FrequencyPenalty = 1, PresencePenalty = 0.5f }, logit: 1, text: [A, A]));

    [Fact]
    public void Ban_holds_against_bias_and_penalties() => Assert.Equal(
        float.NegativeInfinity,
        BelowB(
            new SamplingOptions
            {
                LogitBias = BiasOfA(float.MaxValue),
                RepetitionPenalty = 0.1f,
                FrequencyPenalty = -9,
                PresencePenalty = -9,
                NoRepeatNGram = 1,
            },
            logit: 1, text: [A]));

    [Fact]
    public void Mask_comes_behind_bias_penalties_and_ban_and_before_the_temperature()
    {
        var options = new SamplingOptions
        {
            LogitBias = new Dictionary<string, float> { ["c"] = 1 },
            PresencePenalty = 2,
            NoRepeatNGram = 2,
            Temperature = 0.5f,
        };
        float[] seen = [];

        new TokenSampler(options, Vocabulary).TryShape([9, 1, 2, 3, 4, 5], [A, B, A], logits => seen = logits.ToArray());

        Assert.Equal([float.NegativeInfinity, 1, 0, float.NegativeInfinity, 5, 5], seen);
    }

    // Top-k first would keep the most probable character alone, and the mask nothing.
    [Fact]
    public void Mask_comes_before_the_filters() => Assert.Equal(
        [B], Kept(new SamplingOptions { TopK = 1, TopP = 0.1f, MinP = 1, TypicalP = 0.1f }, logits => logits[A] = float.NegativeInfinity));

    // Squared: 0.5614, 0.3158, … for a and b. Top-p first would keep 0.4 and 0.3.
    [Fact]
    public void Temperature_comes_before_top_p() => Assert.Equal([A], Kept(new SamplingOptions { Temperature = 0.5f, TopP = 0.5f }));

    // Squared, b is 0.5625 times as likely as a; min-p first would see 0.75.
    [Fact]
    public void Temperature_comes_before_min_p() => Assert.Equal([A], Kept(new SamplingOptions { Temperature = 0.5f, MinP = 0.6f }));

    // Squared, b is the most typical with 0.3158; typical first would need b and a, with 0.3 and 0.4.
    [Fact]
    public void Temperature_comes_before_typical() => Assert.Equal([B], Kept(new SamplingOptions { Temperature = 0.5f, TypicalP = 0.31f }));

    // Of two, a has 4/7; top-p first would keep 0.4 and 0.3.
    [Fact]
    public void Top_k_comes_before_top_p() => Assert.Equal([A], Kept(new SamplingOptions { TopK = 2, TopP = 0.5f }));

    // 0.4 and 0.3 don't reach 0.75; min-p first would scale them to 0.8235, which does.
    [Fact]
    public void Top_p_comes_before_min_p() => Assert.Equal([A, B, 4], Kept(new SamplingOptions { TopP = 0.75f, MinP = 0.3f }));

    // Of a and b alone, a with 4/7 is the more typical; typical first would keep b, then a, and min-p both.
    [Fact]
    public void Min_p_comes_before_typical() => Assert.Equal([A], Kept(new SamplingOptions { MinP = 0.7f, TypicalP = 0.5f }));

    private static Dictionary<string, float> BiasOfA(float bias) => new() { ["a"] = bias };

    private static float BelowB(SamplingOptions options, float logit, int[] text)
    {
        float[] logits = [0, 0, logit, 0, 0, 0];
        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text, mask: null));
        return logits[A] - logits[B];
    }

    private static IEnumerable<int> Kept(SamplingOptions options, ConstraintMask? mask = null)
    {
        float[] logits = [.. Logits];
        Assert.True(new TokenSampler(options, Vocabulary).TryShape(logits, text: [], mask));
        return Enumerable.Range(0, logits.Length).Where(id => logits[id] > float.NegativeInfinity);
    }
}
