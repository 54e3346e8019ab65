using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Sampling;

/// <summary>Any options on any logits, the ends of float32 among them.</summary>
public sealed class ExtremeLogitsPropertyTests
{
    private const float No = float.NegativeInfinity;

    // Ids: 0 unknown, 1 boundary, 2 a, 3 b, 4 c, 5 d.
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcd"]);

    private static readonly Gen<float> Logit = Gen.OneOf(
        Gen.OneOf(float.MinValue, -3.4e38f, No), Gen.OneOf(-9e37f, float.MaxValue), Gen.OneOf(0f, -0f, 1f), Gen.Float[-20, 20]);

    private static readonly Gen<float> Bias = Gen.OneOf(0f, 1e38f, -1e38f, float.MaxValue, float.MinValue, No);

    private static readonly Gen<SamplingOptions> Options = Gen.Select(
        Gen.OneOf(float.Epsilon, 1e-30f, 1f, 1.5f, float.MaxValue), Gen.OneOf(float.Epsilon, 1f, 2f, float.MaxValue),
        Gen.OneOf(0f, float.MaxValue, float.MinValue), Gen.OneOf(0f, float.MaxValue, float.MinValue),
        Gen.OneOf<int?>(null, 1, 2), Gen.OneOf<float?>(null, float.Epsilon, 0.5f, 1f), Gen.Select(Bias, Bias))
        .Select((temperature, repetition, frequency, presence, n, share, bias) => new SamplingOptions
        {
            Temperature = temperature,
            RepetitionPenalty = repetition,
            FrequencyPenalty = frequency,
            PresencePenalty = presence,
            NoRepeatNGram = n,
            TopP = share,
            MinP = share,
            TypicalP = share,
            LogitBias = new Dictionary<string, float> { ["a"] = bias.Item1, ["b"] = bias.Item1, [""] = bias.Item2 },
        });

    [Fact]
    public void No_option_makes_the_impossible_possible_or_a_number_nan() =>
        Gen.Select(Logit.Array[Vocabulary.Count], Options, Gen.Int[2, 5].Array[0, 6], Gen.Double.Unit).Sample(Check, iter: 50_000);

    private static void Check(float[] logits, SamplingOptions options, int[] text, double uniform)
    {
        float[] shaped = [.. logits];
        var isPossible = logits
            .Select((logit, id) => id != Vocabulary.Unknown && logit > -1e38f && !IsForbidden(id, options, text)).ToArray();

        var isAnyLeft = new TokenSampler(options, Vocabulary).TryShape(shaped, text, mask: null);

        Assert.Equal(isPossible.Contains(true), isAnyLeft);
        Assert.DoesNotContain(shaped, logit => float.IsNaN(logit) || float.IsPositiveInfinity(logit));
        Assert.All(shaped.Zip(isPossible), pair => Assert.True(pair.Second || pair.First == No));
        Assert.True(!isAnyLeft || isPossible[TokenSampler.Choose(shaped, uniform)]);
    }

    private static bool IsForbidden(int id, SamplingOptions options, int[] text)
    {
        var isBanned = options.NoRepeatNGram switch
        {
            1 => text.Contains(id),
            2 => text.Zip(text.Skip(1)).Contains((text.LastOrDefault(), id)),
            _ => false,
        };
        return isBanned || (id <= 3 && options.LogitBias[id == Vocabulary.Boundary ? "" : Vocabulary.Tokens[id]] == No);
    }
}
