using System.Buffers;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Shapes logits by the rules and draws the next token by inversion of the cumulative distribution.</summary>
/// <remarks>Holds no state but its rules: safe for any number of threads.</remarks>
internal sealed class TokenSampler
{
    private readonly Vocabulary _vocabulary;
    private readonly List<ISamplingRule> _penalties = [];
    private readonly List<ISamplingRule> _filters = [];

    /// <summary>Makes the rules that the options ask for, in their documented order.</summary>
    /// <exception cref="UnknownCharacterException">A logit bias is for a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">A logit bias is not for one character.</exception>
    public TokenSampler(SamplingOptions options, Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        if (options.LogitBias.Count > 0)
            _penalties.Add(new LogitBiasRule(options.LogitBias, vocabulary));
        if (options.RepetitionPenalty != 1)
            _penalties.Add(new RepetitionPenaltyRule(options.RepetitionPenalty));
        if (options.FrequencyPenalty != 0 || options.PresencePenalty != 0)
            _penalties.Add(new OccurrencePenaltyRule(options.PresencePenalty, options.FrequencyPenalty));
        if (options.NoRepeatNGram is { } n)
            _penalties.Add(new NoRepeatNGramRule(n));

        // At 1 it still takes the largest logit off all others: next to one that a bias made huge, what the filters add up
        // would be lost in rounding.
        if (options.Temperature != 1 || _penalties.Count > 0)
            _filters.Add(new TemperatureRule(options.Temperature));
        if (options.TopK is { } k)
            _filters.Add(new TopKRule(k));
        if (options.TopP is { } topP)
            _filters.Add(new TopPRule(topP));
        if (options.MinP is { } minP)
            _filters.Add(new MinPRule(minP));
        if (options.TypicalP is { } typicalP)
            _filters.Add(new TypicalPRule(typicalP));
    }

    /// <summary>Gets whether there are no rules: probabilities are the model's own.</summary>
    public bool IsNeutral => _penalties.Count + _filters.Count == 0;

    /// <summary>Applies the rules: penalties, then the constraints' mask, then temperature and filters.</summary>
    /// <param name="logits">Logits of all V tokens; rewritten. −∞ means that a token can't be drawn.</param>
    /// <param name="text">Token ids of the name so far, its prefix included.</param>
    /// <param name="mask">Forbids tokens; null for none.</param>
    /// <returns>Whether any token is left.</returns>
    public bool TryShape(Span<float> logits, ReadOnlySpan<int> text, ConstraintMask? mask)
    {
        Models.Logits.Mask(logits, _vocabulary);
        foreach (var rule in _penalties)
            rule.Apply(logits, text);

        mask?.Invoke(logits);
        if (Models.Logits.Max(logits) == float.NegativeInfinity)
            return false;

        foreach (var rule in _filters)
            rule.Apply(logits, text);
        return true;
    }

    /// <summary>Draws a token.</summary>
    /// <param name="logits">What <see cref="TryShape"/> made.</param>
    /// <param name="uniform">Random number in [0, 1).</param>
    public static int Choose(ReadOnlySpan<float> logits, double uniform)
    {
        var (sums, ids) = (ArrayPool<double>.Shared.Rent(logits.Length), ArrayPool<int>.Shared.Rent(logits.Length));
        var token = new TokenChooser(logits, sums, ids).Choose(uniform);
        ArrayPool<double>.Shared.Return(sums);
        ArrayPool<int>.Shared.Return(ids);
        return token;
    }
}
