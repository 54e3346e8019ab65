namespace MlPipeline.Generation;

/// <summary>
/// Makes characters that the name has less likely: positive logits are divided by the penalty and negative ones multiplied
/// (Keskar et al., "CTRL", 2019, in the form that is in common use).
/// </summary>
internal sealed class RepetitionPenaltyRule(float penalty) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[..i].Contains(text[i]))
                continue;

            ref var logit = ref logits[text[i]];
            logit = Saturation.Round(logit > 0 ? (double)logit / penalty : (double)logit * penalty);
        }
    }
}
