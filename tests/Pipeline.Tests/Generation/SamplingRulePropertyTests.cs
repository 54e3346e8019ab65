using CsCheck;
using MlPipeline.Generation;
using MlPipeline.Generation.Sampling;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation;

/// <summary>All rules together, against their definitions spelled out in double precision.</summary>
public sealed class SamplingRulePropertyTests
{
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcdefgh"], ["x"]);

    // Quarters, so that equal logits are common.
    private static readonly Gen<float[]> Logits = Gen.Int[-20, 20].Select(quarters => quarters / 4f).Array[Vocabulary.Count];

    private static readonly Gen<SamplingOptions> Options = Gen.Select(
        Gen.OneOf(0.3f, 0.9f, 1f, 2.5f), Gen.OneOf<int?>(null, 1, 2, 5, 50), Gen.OneOf<float?>(null, 0.2f, 0.7f, 0.95f, 1f), Gen.OneOf<float?>(null, 0.01f, 0.2f, 1f))
        .Select((temperature, topK, topP, minP) => new SamplingOptions { Temperature = temperature, TopK = topK, TopP = topP, MinP = minP });

    [Fact]
    public void Sample_draws_what_the_definitions_give() => Gen.Select(Logits, Options, Gen.Double.Unit).Sample((logits, options, uniform) =>
    {
        var (probabilities, isClear) = ByDefinition(logits, options);
        if (!isClear)
            return;

        float[] shaped = [.. logits];
        Assert.True(new TokenSampler(options, Vocabulary).TryShape(shaped, text: [], mask: null));
        var token = TokenSampler.Choose(shaped, uniform);

        Assert.True(probabilities[token] > 0, $"token {token} was ruled out");
        Assert.InRange(uniform, probabilities.Take(token).Sum() - 1e-6, probabilities.Take(token + 1).Sum() + 1e-6);
    }, iter: 20_000);

    // The probabilities of all tokens; and whether no sum lies so close to a limit that rounding decides.
    private static (double[] Probabilities, bool IsClear) ByDefinition(float[] logits, SamplingOptions options)
    {
        var weights = logits.Select((logit, id) => Vocabulary.IsPredictable(id) ? Math.Exp(logit / (double)options.Temperature) : 0).ToArray();
        var isClear = true;

        int[] Ranked() => [.. Enumerable.Range(0, weights.Length).OrderByDescending(id => weights[id]).ThenBy(id => id)];
        void Keep(IEnumerable<int> ids)
        {
            var kept = ids.ToHashSet();
            weights = [.. weights.Select((weight, id) => kept.Contains(id) ? weight : 0)];
        }

        if (options.TopK is { } k)
            Keep(Ranked().Take(k));
        if (options.TopP is { } p)
        {
            var (total, ranked) = (weights.Sum(), Ranked());
            double Before(int place) => ranked.Take(place).Sum(id => weights[id]) / total;
            isClear &= p == 1 || Enumerable.Range(1, ranked.Length).All(place => Math.Abs(Before(place) - p) > 1e-6);
            Keep(ranked.Where((_, place) => p == 1 || Before(place) < p));
        }

        if (options.MinP is { } share)
        {
            var least = share * weights.Max();
            isClear &= weights.All(weight => weight == 0 || weight == weights.Max() || Math.Abs(weight / least - 1) > 1e-6);
            Keep(Enumerable.Range(0, weights.Length).Where(id => weights[id] >= least * (1 - 1e-9)));
        }

        return ([.. weights.Select(weight => weight / weights.Sum())], isClear);
    }
}
