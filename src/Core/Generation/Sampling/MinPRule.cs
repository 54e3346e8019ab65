using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>Keeps the tokens at least p times as likely as the most probable (Nguyen et al. 2024).</summary>
internal sealed class MinPRule(float p) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        var least = Models.Logits.Max(logits) + PortableMath.Log(p);
        foreach (ref var logit in logits)
        {
            if (logit < least)
                logit = float.NegativeInfinity;
        }
    }
}
