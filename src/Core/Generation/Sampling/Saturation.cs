namespace MlPipeline.Generation;

/// <summary>Keeps a changed logit inside float32.</summary>
internal static class Saturation
{
    /// <summary>
    /// Rounds a logit to float32; what is out of range stops at its end. So a possible token stays possible, and no
    /// difference of two logits can become ∞ − ∞.
    /// </summary>
    /// <param name="logit">A finite number, or −∞, which stays.</param>
    public static float Round(double logit) =>
        double.IsNegativeInfinity(logit) ? float.NegativeInfinity : (float)Math.Clamp(logit, float.MinValue, float.MaxValue);
}
