using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>Draws any number of tokens from the same logits, by inversion of the cumulative distribution.</summary>
internal readonly ref struct TokenChooser
{
    private readonly ReadOnlySpan<double> _sums;
    private readonly ReadOnlySpan<int> _ids;
    private readonly double _total;
    private readonly float _max = float.NegativeInfinity;

    /// <summary>Sums the weights up.</summary>
    /// <param name="logits">What <see cref="TokenSampler.TryShape"/> made.</param>
    /// <param name="sums">Room for a sum for each token.</param>
    /// <param name="ids">Room for the token of each sum.</param>
    public TokenChooser(ReadOnlySpan<float> logits, Span<double> sums, Span<int> ids)
    {
        var count = 0;
        foreach (var logit in logits)
            _max = Math.Max(_max, logit);
        for (var id = 0; id < logits.Length; id++)
        {
            if (float.IsNegativeInfinity(logits[id]))
                continue;

            _total += PortableMath.Exp((double)logits[id] - _max);
            (sums[count], ids[count++]) = (_total, id);
        }

        _sums = sums[..count];
        _ids = ids[..count];
    }

    /// <summary>Gets ln Σ exp of the logits.</summary>
    public double LogSum => _max + PortableMath.Log(_total);

    /// <summary>Draws a token.</summary>
    /// <param name="uniform">Random number in [0, 1).</param>
    public int Choose(double uniform)
    {
        var goal = uniform * _total;
        var (low, high) = (0, _sums.Length - 1);                         // the first sum beyond the goal, or the last of all
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_sums[middle] > goal)
                high = middle;
            else
                low = middle + 1;
        }

        return _ids[low];
    }
}
