using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation;

/// <summary>The sampling rules as their papers define them, in double precision and without a thought for speed.</summary>
internal sealed class SamplingByDefinition(float[] logits, Vocabulary vocabulary)
{
    private readonly double[] _logits =
        [.. logits.Select((logit, id) => vocabulary.IsPredictable(id) && logit > -1e38f ? logit : double.NegativeInfinity)];

    private double[] _weights = [];

    /// <summary>Whether no sum lies so close to a limit that rounding decides.</summary>
    public bool IsClear { get; private set; } = true;

    public bool IsAnyLeft => _weights.Any(weight => weight > 0);

    public double[] Probabilities => [.. _weights.Select(weight => weight / _weights.Sum())];

    public void Apply(SamplingOptions options, int[] text)
    {
        foreach (var (key, bias) in options.LogitBias)
            _logits[key.Length == 0 ? Vocabulary.Boundary : vocabulary.EncodeCharacters(key).Single()] += bias;
        foreach (var id in text.Distinct())
        {
            _logits[id] *= _logits[id] > 0 ? 1.0 / options.RepetitionPenalty : options.RepetitionPenalty;
            _logits[id] -= options.PresencePenalty + options.FrequencyPenalty * text.Count(other => other == id);
        }

        if (options.NoRepeatNGram is { } n)
            Ban(text, n);

        var max = _logits.Max();
        _weights = [.. _logits.Select(logit => double.IsNegativeInfinity(logit) ? 0 : Math.Exp((logit - max) / options.Temperature))];
        if (!IsAnyLeft)
            return;

        if (options.TopK is { } k)
            Keep(By(id => -_weights[id]).Take(k));
        if (options.TopP is { } topP)
            KeepUntil(By(id => -_weights[id]), topP);
        if (options.MinP is { } minP)
            KeepShare(minP);
        if (options.TypicalP is { } typicalP)
            KeepTypical(typicalP);
    }

    // An n-gram of the text and the token must not be one of the text.
    private void Ban(int[] text, int n)
    {
        var starts = Enumerable.Range(0, Math.Max(0, text.Length - n + 1));
        var known = starts.Select(start => string.Join(' ', text.Skip(start).Take(n))).ToHashSet();
        for (var id = vocabulary.FirstCharacter; id < vocabulary.Count; id++)
        {
            if (text.Length >= n && known.Contains(string.Join(' ', text.Append(id).TakeLast(n))))
                _logits[id] = double.NegativeInfinity;
        }
    }

    private int[] By(Func<int, double> key) => [.. Enumerable.Range(0, _weights.Length).OrderBy(key).ThenBy(id => id)];

    private void Keep(IEnumerable<int> ids)
    {
        var kept = ids.ToHashSet();
        _weights = [.. _weights.Select((weight, id) => kept.Contains(id) ? weight : 0)];
    }

    private void KeepUntil(int[] ranked, double p)
    {
        var probabilities = Probabilities;
        double Before(int place) => ranked.Take(place).Sum(id => probabilities[id]);
        IsClear &= p == 1 || Enumerable.Range(1, ranked.Length).All(place => Math.Abs(Before(place) - p) > 1e-6);
        Keep(ranked.Where((_, place) => p == 1 || Before(place) < p));
    }

    private void KeepShare(double share)
    {
        var least = share * _weights.Max();
        IsClear &= _weights.All(weight => weight == 0 || weight == _weights.Max() || Math.Abs(weight / least - 1) > 1e-6);
        Keep(Enumerable.Range(0, _weights.Length).Where(id => _weights[id] >= least * (1 - 1e-9)));
    }

    private void KeepTypical(double p)
    {
        var surprises = Probabilities.Select(probability => -Math.Log(probability)).ToArray();
        var entropy = Probabilities.Zip(surprises).Sum(pair => pair.First > 0 ? pair.First * pair.Second : 0);
        double Distance(int id) => Math.Abs(surprises[id] - entropy);

        var possible = By(Distance).Where(id => _weights[id] > 0).ToArray();
        IsClear &= possible.Zip(possible.Skip(1))
            .All(pair => _weights[pair.First] == _weights[pair.Second] || Distance(pair.Second) - Distance(pair.First) > 1e-6);
        KeepUntil(possible, p);
    }
}
