namespace MlPipeline.Evaluation.Statistics;

/// <summary>
/// Whether the probabilities that the model gives its most probable character are kept: reliability curve and expected calibration error
/// (Naeini, Cooper and Hauskrecht, 2015; Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", 2017). The characters
/// of a name hang together, so that the intervals draw whole names again.
/// </summary>
/// <param name="Bins">Bins of equal width, (0, 1/15] and so on, empty ones too.</param>
/// <param name="ExpectedError">
/// Mean distance between stated probability and share of hits over the bins, weighted by their guesses. Chance alone makes it more than 0;
/// its interval begins above 0 only where the model is not calibrated.
/// </param>
/// <param name="Confidence">Mean stated probability.</param>
/// <param name="Accuracy">Share of hits.</param>
/// <param name="Overconfidence">Confidence less accuracy; below 0 the model is too modest.</param>
internal sealed record Calibration(
    IReadOnlyList<CalibrationBin> Bins, Interval ExpectedError, Interval Confidence, Interval Accuracy, Interval Overconfidence)
{
    /// <summary>Measures.</summary>
    /// <param name="guesses">At least one guess.</param>
    /// <param name="names">How many names there are; those without a guess don't count.</param>
    /// <param name="seed">Another seed draws other names.</param>
    /// <exception cref="ArgumentException">There are no guesses, or one is of a name outside [0, <paramref name="names"/>).</exception>
    public static Calibration Of(IReadOnlyList<TopPrediction> guesses, int names, long seed)
    {
        if (guesses.Count == 0)
            throw new ArgumentException("There are no guesses to measure: pass at least one.", nameof(guesses));
        foreach (var guess in guesses)
        {
            if (guess.Name < 0 || guess.Name >= names)
                throw new ArgumentException($"A guess is of name {guess.Name}, but they are numbered 0 to {names - 1}.", nameof(guesses));
        }

        var binned = BinnedGuesses.Of(guesses);
        BinnedGuesses.Sums[][] resampled = [.. NameDraws.Of(binned.Names, PairedBootstrap.DefaultResamples, seed)
            .Select(times => binned.Sum(times))];
        var ratios = PairedBootstrap.Run(
            [binned.OfNames(sums => sums.Confidence), binned.OfNames(sums => sums.Hits)], binned.OfNames(sums => sums.Count), seed);
        var whole = binned.Sum(Enumerable.Repeat(1.0, binned.Names).ToArray());
        var (count, hits) = ((int)whole.Sum(sums => sums.Count), (int)whole.Sum(sums => sums.Hits));
        var error = SumOfDistances.Of(GapsOf(whole), [.. resampled.Select(GapsOf)], binned.Names);
        return new Calibration(
            [.. whole.Select((sums, bin) => BinOf(bin, sums, resampled))],
            binned.Names == 1 ? Interval.Exact(error.Value) : error,
            ratios.Of(0), hits == 0 || hits == count ? Proportion.Wilson(hits, count) : ratios.Of(1), ratios.Difference(0, 1));
    }

    private static double[] GapsOf(BinnedGuesses.Sums[] bins)
    {
        var count = bins.Sum(sums => sums.Count);
        return [.. bins.Select(sums => (sums.Confidence - sums.Hits) / count)];
    }

    private static CalibrationBin BinOf(int bin, BinnedGuesses.Sums sums, BinnedGuesses.Sums[][] resampled)
    {
        var (from, to, count) = (BinnedGuesses.EndOf(bin), BinnedGuesses.EndOf(bin + 1), (int)sums.Count);
        if (count == 0)
            return new CalibrationBin(from, to, 0, double.NaN, new Interval(double.NaN, double.NaN, double.NaN));

        double[] shares = [.. resampled.Where(bins => bins[bin].Count > 0).Select(bins => bins[bin].Hits / bins[bin].Count).Order()];
        return new CalibrationBin(from, to, count, sums.Confidence / count, AccuracyOf((int)sums.Hits, count, shares));
    }

    // Where all come, or none, or all are of one name, all draws give the same; that leaves no doubt where there is some.
    private static Interval AccuracyOf(int hits, int count, double[] resampled) => resampled[0] == resampled[^1]
        ? Proportion.Wilson(hits, count)
        : new Interval(
            hits / (double)count,
            Quantile.Of(resampled, PairedBootstrap.LowerTail),
            Quantile.Of(resampled, PairedBootstrap.UpperTail));
}
