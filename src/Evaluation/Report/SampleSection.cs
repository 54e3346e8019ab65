using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Report;

/// <summary>What the model generates.</summary>
/// <param name="Names">Names that were drawn.</param>
/// <param name="Draws">Draws that it took: empty and over-long ones are drawn again.</param>
/// <param name="Rules">What a valid name is, a sentence for each rule; empty where names aren't judged.</param>
/// <param name="Rows">The samples beside held-out and training names.</param>
/// <param name="Examples">The first of the samples, not chosen.</param>
/// <param name="MostFrequent">The names that came most often.</param>
/// <param name="Lengths">Shares of names by length.</param>
/// <param name="Letters">Shares of characters.</param>
/// <param name="Distances">Shares of names by the edits to the nearest training name.</param>
/// <param name="Sweep">Quality against diversity, from cold to hot.</param>
/// <param name="RulesFrom">Where the rules come from, or why names aren't judged; null in reports of earlier versions.</param>
internal sealed record SampleSection(
    int Names, long Draws, IReadOnlyList<string> Rules, IReadOnlyList<SampleRow> Rows, IReadOnlyList<SampleExample> Examples,
    IReadOnlyList<FrequentName> MostFrequent, Distributions Lengths, Distributions Letters, Distributions Distances,
    IReadOnlyList<SweepPoint> Sweep,
    string? RulesFrom = null);

/// <summary>A number of the samples, and the same number of real names; null where it means nothing there.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Samples">Of the samples.</param>
/// <param name="HeldOut">Of the held-out names.</param>
/// <param name="Training">Of the training names.</param>
internal sealed record SampleRow(string Title, Interval Samples, Interval? HeldOut, Interval? Training);

/// <summary>A generated name.</summary>
/// <param name="Name">The name.</param>
/// <param name="NatsPerCharacter">Under the model.</param>
/// <param name="Nearest">The nearest training name.</param>
/// <param name="Distance">Edits to it: 0 for a copy.</param>
/// <param name="Broken">The rules that it breaks; empty for a valid name.</param>
internal sealed record SampleExample(string Name, double NatsPerCharacter, string Nearest, int Distance, IReadOnlyList<string> Broken);

/// <summary>A name that came often.</summary>
/// <param name="Name">The name.</param>
/// <param name="Count">How often.</param>
/// <param name="Expected">How often it was to be expected, by its exact probability.</param>
/// <param name="IsTraining">Whether it is a training name.</param>
internal sealed record FrequentName(string Name, int Count, double Expected, bool IsTraining);

/// <summary>Distributions over the same categories, each summing to 1.</summary>
/// <param name="Categories">Names of the categories.</param>
/// <param name="Training">Of the training names; empty where it means nothing.</param>
/// <param name="HeldOut">Of the held-out names.</param>
/// <param name="Samples">Of the samples.</param>
internal sealed record Distributions(
    IReadOnlyList<string> Categories, IReadOnlyList<double> Training, IReadOnlyList<double> HeldOut, IReadOnlyList<double> Samples)
{
    /// <summary>
    /// Keeps the categories with the largest shares, in their order, and adds the others up as one; all where there are no more.
    /// </summary>
    /// <param name="most">Categories that are kept.</param>
    /// <param name="other">What the rest is called.</param>
    public Distributions Largest(int most, string other)
    {
        if (Categories.Count <= most)
            return this;

        var series = new[] { Training, HeldOut, Samples }.Where(shares => shares.Count > 0).ToList();
        int[] kept = [.. Enumerable.Range(0, Categories.Count).OrderByDescending(i => series.Sum(shares => shares[i])).ThenBy(i => i)
            .Take(most).Order()];
        return new Distributions([.. kept.Select(i => Categories[i]), other], Cut(Training), Cut(HeldOut), Cut(Samples));

        IReadOnlyList<double> Cut(IReadOnlyList<double> shares) =>
            shares.Count == 0 ? [] : [.. kept.Select(i => shares[i]), Math.Max(0, shares.Sum() - kept.Sum(i => shares[i]))];
    }
}

/// <summary>Samples at one temperature.</summary>
/// <param name="Temperature">Above 0.</param>
/// <param name="Names">Names that were drawn.</param>
/// <param name="Validity">Share of valid names; null where names aren't judged.</param>
/// <param name="Uniqueness">Distinct names for each name.</param>
/// <param name="Novelty">Share of the distinct names that are no training names.</param>
/// <param name="Diversity">Mean distance of two names.</param>
/// <param name="Trigrams">Jensen-Shannon distance of trigrams to the held-out names.</param>
internal sealed record SweepPoint(
    double Temperature, int Names, Interval? Validity, Interval Uniqueness, Interval Novelty, Interval Diversity, Interval Trigrams);
