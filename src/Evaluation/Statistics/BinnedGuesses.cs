namespace MlPipeline.Evaluation.Statistics;

/// <summary>Guesses, summed for each name and bin, so that whole names can be drawn again quickly.</summary>
internal sealed class BinnedGuesses
{
    /// <summary>Bins of equal width.</summary>
    public const int Bins = 15;

    private static readonly double[] Ends = [.. Enumerable.Range(1, Bins).Select(EndOf)];

    private readonly (int Name, int Bin, Sums Sums)[] _cells;

    private BinnedGuesses((int Name, int Bin, Sums Sums)[] cells, int names) => (_cells, Names) = (cells, names);

    /// <summary>Gets how many names have guesses; the others say nothing.</summary>
    public int Names { get; }

    /// <summary>Sums guesses.</summary>
    public static BinnedGuesses Of(IReadOnlyList<TopPrediction> guesses)
    {
        var places = guesses.Select(guess => guess.Name).Distinct().Select((name, place) => (name, place)).ToDictionary();
        var cells = guesses
            .GroupBy(guess => (guess.Name, Bin: BinOf(guess.Probability)))
            .Select(cell => (places[cell.Key.Name], cell.Key.Bin,
                new Sums(cell.Count(), cell.Sum(guess => guess.Probability), cell.Count(guess => guess.IsHit))));
        return new BinnedGuesses([.. cells], places.Count);
    }

    /// <summary>Gets the upper end of the bin with a number from 1 on; of 0, the lower end of the first.</summary>
    public static double EndOf(int bin) => bin / (double)Bins;

    /// <summary>Sums a choice of the names.</summary>
    /// <param name="times">How often each name was chosen, [<see cref="Names"/>].</param>
    /// <returns>Sums of each bin, [<see cref="Bins"/>].</returns>
    public Sums[] Sum(ReadOnlySpan<double> times)
    {
        var sums = new Sums[Bins];
        foreach (var (name, bin, cell) in _cells)
            sums[bin] = sums[bin].Plus(cell, times[name]);
        return sums;
    }

    /// <summary>Computes a number of every name, [<see cref="Names"/>].</summary>
    public double[] OfNames(Func<Sums, double> number)
    {
        var numbers = new double[Names];
        foreach (var (name, _, cell) in _cells)
            numbers[name] += number(cell);
        return numbers;
    }

    private static int BinOf(double probability)
    {
        var place = Array.BinarySearch(Ends, probability);
        return Math.Min(place < 0 ? ~place : place, Bins - 1);
    }

    /// <summary>Sums over guesses.</summary>
    /// <param name="Count">Of the guesses.</param>
    /// <param name="Confidence">Of their stated probabilities.</param>
    /// <param name="Hits">Of those that came.</param>
    internal readonly record struct Sums(double Count, double Confidence, double Hits)
    {
        /// <summary>Adds a multiple of others.</summary>
        public Sums Plus(Sums other, double times) =>
            new(Count + times * other.Count, Confidence + times * other.Confidence, Hits + times * other.Hits);
    }
}
