namespace MlPipeline.Generation;

/// <summary>Divides the logits' distance from the largest, so that no temperature above 0 overflows.</summary>
internal sealed class TemperatureRule(float temperature) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        var max = Models.Logits.Max(logits);
        for (var i = 0; i < logits.Length; i++)
        {
            var below = logits[i] - max;
            if (float.IsNegativeInfinity(below))
                logits[i] = Saturation.Round(((double)logits[i] - max) / temperature); // forbidden, or further apart than float32 reaches
            else
                logits[i] = below == 0 ? 0 : below / temperature;
        }
    }
}
