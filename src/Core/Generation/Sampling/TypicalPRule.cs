using MlPipeline.Models;
using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>
/// Keeps the tokens whose surprise is nearest to the expected one, until their probabilities reach p; the one that crosses
/// it stays (Meister et al., "Locally typical sampling", TACL 2023).
/// </summary>
internal sealed class TypicalPRule(float p) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        var total = Logits.LogSumExp(logits);
        var entropy = 0.0;
        foreach (var logit in logits)
            entropy -= PortableMath.Exp(logit - total) is > 0 and var probability ? probability * (logit - total) : 0;

        var distances = new double[logits.Length];
        for (var id = 0; id < logits.Length; id++)
            distances[id] = Math.Abs(total - logits[id] - entropy);
        var ids = Enumerable.Range(0, logits.Length).OrderBy(id => distances[id]).ToArray();

        var reached = 0.0;
        foreach (var id in ids)
        {
            var probability = PortableMath.Exp(logits[id] - total);
            if (reached >= p)
                logits[id] = float.NegativeInfinity;
            reached += probability;
        }
    }
}
