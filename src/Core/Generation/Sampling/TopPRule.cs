using MlPipeline.Models;
using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>
/// Keeps the most probable tokens until their probabilities reach p; the one that crosses it stays (Holtzman et al. 2020).
/// </summary>
internal sealed class TopPRule(float p) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        var total = Logits.LogSumExp(logits);
        var reached = 0.0;
        foreach (var id in Ranking.Descending(logits))
        {
            var probability = PortableMath.Exp(logits[id] - total);
            if (reached >= p)
                logits[id] = float.NegativeInfinity;
            reached += probability;
        }
    }
}
