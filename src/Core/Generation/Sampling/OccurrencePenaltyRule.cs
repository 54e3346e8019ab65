namespace MlPipeline.Generation;

/// <summary>Subtracts from the logits of characters that the name has: once, and for each time it has them.</summary>
internal sealed class OccurrencePenaltyRule(float presence, float frequency) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[..i].Contains(text[i]))
                continue;

            ref var logit = ref logits[text[i]];
            logit = Saturation.Round(logit - (double)frequency * text[i..].Count(text[i]) - presence);
        }
    }
}
