using MlPipeline.Text;

namespace MlPipeline.Generation.Sampling;

/// <summary>Draws the next token from logits: mask, rules, then inversion of the cumulative distribution.</summary>
/// <remarks>Holds no state but its rules: safe for any number of threads.</remarks>
internal sealed class TokenSampler
{
    private readonly Vocabulary _vocabulary;
    private readonly List<ISamplingRule> _rules = [];

    public TokenSampler(SamplingOptions options, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        if (options.Temperature != 1)
            _rules.Add(new TemperatureRule(options.Temperature));
        if (options.TopK is { } k)
            _rules.Add(new TopKRule(k));
        if (options.TopP is { } topP)
            _rules.Add(new TopPRule(topP));
        if (options.MinP is { } minP)
            _rules.Add(new MinPRule(minP));
    }

    public bool TryShape(Span<float> logits, ReadOnlySpan<int> text, ConstraintMask? mask)
    {
        Models.Logits.Mask(logits, _vocabulary);
        mask?.Invoke(logits);
        foreach (var rule in _rules)
            rule.Apply(logits);
        return true;
    }

    public long Sample(Span<float> logits, double uniform) { TryShape(logits, [], null); return Choose(logits, uniform); }

    public static int Choose(ReadOnlySpan<float> logits, double uniform)
    {
        var max = float.NegativeInfinity;
        foreach (var logit in logits)
            max = Math.Max(max, logit);

        var total = 0.0;
        foreach (var logit in logits)
            total += Math.Exp((double)logit - max);

        var (goal, reached, last) = (uniform * total, 0.0, -1);
        for (var id = 0; id < logits.Length; id++)
        {
            if (float.IsNegativeInfinity(logits[id]))
                continue;

            reached += Math.Exp((double)logits[id] - max);
            last = id;
            if (reached > goal)
                break;
        }

        return last;
    }
}
internal delegate void ConstraintMask(Span<float> logits);
