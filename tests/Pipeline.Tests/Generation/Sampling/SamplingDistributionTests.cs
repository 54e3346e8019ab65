using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Sampling;

/// <summary>200,000 draws a combination of rules, against probabilities worked out by hand.</summary>
public sealed class SamplingDistributionTests
{
    private const int Draws = 200_000;

    // Of χ² with 1, 2, … degrees of freedom, p = 0.001.
    private static readonly double[] Critical = [10.83, 13.82, 16.27, 18.47];

    // Ids: 0 unknown, 1 boundary, 2 a, 3 b, 4 c, 5 d. Probabilities of 1 … 5: 0.1, 0.4, 0.3, 0.15, 0.05.
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcd"]);

    private static readonly float Ln2 = (float)Math.Log(2);

    /// <summary>Options, text, and the weight of the end, a, b, c and d.</summary>
    public static TheoryData<SamplingOptions, string, double[]> Combinations { get; } = new()
    {
        { new SamplingOptions { TypicalP = 0.75f }, "", [0, 0.4, 0.3, 0.15, 0] },

        // All logits are negative: a and b are squared.
        { new SamplingOptions { RepetitionPenalty = 2 }, "ab", [0.1, 0.16, 0.09, 0.15, 0.05] },

        // Halved for each time and once more.
        { new SamplingOptions { FrequencyPenalty = Ln2, PresencePenalty = Ln2 }, "aab", [0.1, 0.4 / 8, 0.3 / 4, 0.15, 0.05] },
        { new SamplingOptions { PresencePenalty = -Ln2 }, "dd", [0.1, 0.4, 0.3, 0.15, 0.1] },
        { new SamplingOptions { NoRepeatNGram = 2 }, "aba", [0.1, 0.4, 0, 0.15, 0.05] },
        {
            new SamplingOptions { LogitBias = new Dictionary<string, float> { ["c"] = 2 * Ln2, [""] = float.NegativeInfinity } },
            "", [0, 0.4, 0.3, 0.6, 0.05]
        },

        // Bias: d 0.2, no end. Repetition: a 0.16. Ban: none. Squared: 0.0256, 0.09, 0.0225, 0.04. Of three, c goes; min-p keeps a.
        {
            new SamplingOptions
            {
                LogitBias = new Dictionary<string, float> { ["d"] = 2 * Ln2, [""] = float.NegativeInfinity },
                RepetitionPenalty = 2,
                NoRepeatNGram = 3,
                Temperature = 0.5f,
                TopK = 3,
                MinP = 0.25f,
            },
            "a", [0, 0.0256, 0.09, 0, 0.04]
        },
    };

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Draws_pass_a_chi_square_test(SamplingOptions options, string text, double[] weights)
    {
        var sampler = new TokenSampler(options, Vocabulary);
        var ids = Vocabulary.EncodeCharacters(text).Select(id => (int)id).ToArray();
        var expected = weights.Select(weight => Draws * weight / weights.Sum()).ToArray();

        var counts = new int[weights.Length];
        for (var i = 0u; i < Draws; i++)
        {
            float[] logits = [9, .. new[] { 0.1, 0.4, 0.3, 0.15, 0.05 }.Select(probability => (float)Math.Log(probability))];
            Assert.True(sampler.TryShape(logits, ids, mask: null));
            counts[TokenSampler.Choose(logits, Philox.Uniform(seed: 5, row: 0, i, step: 0)) - 1]++;
        }

        var possible = Enumerable.Range(0, weights.Length).Where(i => weights[i] > 0).ToList();
        Assert.Equal(Draws, possible.Sum(i => counts[i]));
        Assert.InRange(possible.Sum(i => Math.Pow(counts[i] - expected[i], 2) / expected[i]), 0, Critical[possible.Count - 2]);
    }
}
