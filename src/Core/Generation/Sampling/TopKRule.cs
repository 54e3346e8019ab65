namespace MlPipeline.Generation;

/// <summary>Keeps the k most probable tokens; of equals, those with the smaller ids.</summary>
internal sealed class TopKRule(int k) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        foreach (var id in Ranking.Descending(logits).AsSpan(Math.Min(k, logits.Length)))
            logits[id] = float.NegativeInfinity;
    }
}
