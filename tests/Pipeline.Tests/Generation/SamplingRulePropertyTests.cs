using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation;

/// <summary>All rules together, against their definitions spelled out in double precision.</summary>
public sealed class SamplingRulePropertyTests
{
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcdefgh"], ["x"]);

    // Quarters, so that equal logits are common and no penalty rounds.
    private static readonly Gen<float> Quarters = Gen.Int[-20, 20].Select(quarters => quarters / 4f);

    private static readonly Gen<float[]> Logits = Gen.Frequency((9, Quarters), (1, Gen.Const(float.MinValue))).Array[Vocabulary.Count];

    private static readonly Gen<int[]> Text = Gen.Int[Vocabulary.FirstCharacter, Vocabulary.FirstCharacter + 3].Array[0, 8];

    private static readonly Gen<Dictionary<string, float>> Biases = Gen.Select(
        Gen.OneOf("", "a", "b", "c", "h"), Gen.Frequency((4, Quarters), (1, Gen.Const(float.NegativeInfinity)))).Array[0, 3]
        .Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private static readonly Gen<SamplingOptions> Penalties = Gen.Select(
        Biases, Gen.OneOf(1f, 0.5f, 2f, 4f), Gen.OneOf(0f, -0.5f, 0.75f), Gen.OneOf(0f, -0.25f, 1.5f), Gen.OneOf<int?>(null, 1, 2, 3))
        .Select((biases, repetition, frequency, presence, n) => new SamplingOptions
        {
            LogitBias = biases,
            RepetitionPenalty = repetition,
            FrequencyPenalty = frequency,
            PresencePenalty = presence,
            NoRepeatNGram = n,
        });

    private static readonly Gen<SamplingOptions> Options = Gen.Select(
        Gen.OneOf(Gen.Const(new SamplingOptions()), Penalties), Gen.OneOf(0.3f, 0.9f, 1f, 2.5f), Gen.OneOf<int?>(null, 1, 2, 5, 50),
        Gen.OneOf<float?>(null, 0.2f, 0.7f, 0.95f, 1f), Gen.OneOf<float?>(null, 0.01f, 0.2f, 1f), Gen.OneOf<float?>(null, 0.1f, 0.5f, 0.9f))
        .Select((options, temperature, topK, topP, minP, typicalP) =>
            options with { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP, TypicalP = typicalP });

    [Fact]
    public void Draws_are_what_the_definitions_give() =>
        Gen.Select(Logits, Options, Text, Gen.Double.Unit).Sample(Check, iter: 50_000);

    private static void Check(float[] logits, SamplingOptions options, int[] text, double uniform)
    {
        var definition = new SamplingByDefinition(logits, Vocabulary);
        definition.Apply(options, text);
        if (!definition.IsClear)
            return;

        float[] shaped = [.. logits];
        Assert.Equal(definition.IsAnyLeft, new TokenSampler(options, Vocabulary).TryShape(shaped, text, mask: null));
        if (!definition.IsAnyLeft)
            return;

        var (token, probabilities) = (TokenSampler.Choose(shaped, uniform), definition.Probabilities);
        Assert.True(probabilities[token] > 0, $"token {token} was ruled out");
        Assert.InRange(uniform, probabilities.Take(token).Sum() - 1e-6, probabilities.Take(token + 1).Sum() + 1e-6);
    }
}
