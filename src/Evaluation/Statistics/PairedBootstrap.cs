namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Intervals of ratios Σ numerator / Σ denominator over names, such as nats per character, by drawing the names again, with
/// replacement (Efron and Tibshirani, "An introduction to the bootstrap", 1993, percentile intervals). Every model is measured on the same
/// draws, so that differences are paired: what all models find hard doesn't widen them.
/// </summary>
internal sealed class PairedBootstrap
{
    /// <summary>Draws of all names that are made if no one says otherwise.</summary>
    public const int DefaultResamples = 2000;

    /// <summary>The share of the draws below the interval.</summary>
    public const double LowerTail = 0.025;

    /// <summary>The share of the draws below the interval or in it.</summary>
    public const double UpperTail = 0.975;

    private readonly double[] _values;                                   // [models]
    private readonly double[][] _resampled;                              // [models][resamples]

    private readonly bool _isSingle;

    private PairedBootstrap(double[] values, double[][] resampled, bool isSingle) =>
        (_values, _resampled, _isSingle) = (values, resampled, isSingle);

    /// <summary>Draws.</summary>
    /// <param name="numerators">For each model a number a name, such as its negative log-likelihood in nats.</param>
    /// <param name="denominators">A number above 0 a name, such as its predicted characters.</param>
    /// <param name="seed">Another seed draws other names.</param>
    /// <param name="resamples">Draws of all names, at least 1.</param>
    /// <exception cref="ArgumentException">There are no names, or a model hasn't one number for each.</exception>
    public static PairedBootstrap Run(
        IReadOnlyList<double[]> numerators, double[] denominators, long seed, int resamples = DefaultResamples)
    {
        if (denominators.Length == 0 || numerators.Any(model => model.Length != denominators.Length))
            throw new ArgumentException("A ratio takes at least one name, and from every model one number a name.", nameof(numerators));

        var total = OrderedSum.Of(denominators);
        var values = numerators.Select(model => OrderedSum.Of(model) / total).ToArray();
        var resampled = numerators.Select(_ => new double[resamples]).ToArray();
        foreach (var (i, counts) in NameDraws.Of(denominators.Length, resamples, seed).Index())
        {
            var denominator = OrderedSum.OfProducts(counts, denominators);
            for (var model = 0; model < numerators.Count; model++)
                resampled[model][i] = OrderedSum.OfProducts(counts, numerators[model]) / denominator;
        }

        return new PairedBootstrap(values, resampled, denominators.Length == 1);
    }

    /// <summary>Gets a model's ratio.</summary>
    public Interval Of(int model) => IntervalOf(_values[model], [.. _resampled[model]]);

    /// <summary>Gets the ratio of one model less that of another.</summary>
    public Interval Difference(int model, int other) =>
        IntervalOf(_values[model] - _values[other], [.. _resampled[model].Zip(_resampled[other], (a, b) => a - b)]);

    /// <summary>Gets a function of one model's ratio less that of another's.</summary>
    public Interval Difference(int model, int other, Func<double, double> map) =>
        IntervalOf(map(_values[model]) - map(_values[other]), [.. _resampled[model].Zip(_resampled[other], (a, b) => map(a) - map(b))]);

    /// <summary>Gets a function of a model's ratio that grows with it, such as perplexity.</summary>
    public Interval Of(int model, Func<double, double> map)
    {
        var ratio = Of(model);
        return new Interval(map(ratio.Value), map(ratio.Low), map(ratio.High));
    }

    // One name drawn again is the same name: that leaves no doubt where there is nothing but.
    private Interval IntervalOf(double value, double[] resampled)
    {
        if (_isSingle)
            return Interval.Exact(value);

        Array.Sort(resampled);

        // Where all names say the same, sums in another order may round beside the estimate.
        return new Interval(value, Math.Min(value, Quantile.Of(resampled, LowerTail)), Math.Max(value, Quantile.Of(resampled, UpperTail)));
    }
}
