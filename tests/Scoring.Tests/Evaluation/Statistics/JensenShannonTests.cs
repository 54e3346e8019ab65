using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class JensenShannonTests
{
    private static readonly string[] Letters = ["a", "e", "i", "o", "u"];

    // Examples of scipy.spatial.distance.jensenshannon; where scipy took natural logarithms, divided by √ln 2.
    [Theory]
    [InlineData(new[] { 1, 0, 0 }, new[] { 0, 1, 0 }, 1)]
    [InlineData(new[] { 1, 0 }, new[] { 1, 1 }, 0.46450140402245893 / 0.83255461115769776)]
    [InlineData(new[] { 2, 0, 6 }, new[] { 1, 0, 3 }, 0)]
    [InlineData(new[] { 1, 2, 3, 4 }, new[] { 13, 14, 15, 16 }, 0.1402339 / 0.83255461115769776)]
    [InlineData(new[] { 5, 6, 7, 8 }, new[] { 17, 18, 19, 20 }, 0.0399106 / 0.83255461115769776)]
    public void Distance_is_the_published_one(int[] a, int[] b, double expected)
    {
        var distance = JensenShannon.Distance(Counts(a), Counts(b));

        Assert.Equal(expected, distance.Value, 6);
    }

    // 0.25 and 0.75 against the reverse: 1 less the entropy of (0.25, 0.75) in bits.
    [Fact]
    public void Distance_of_mirrored_shares_is_one_less_the_entropy()
    {
        var distance = JensenShannon.Distance(Counts([1, 3]), Counts([3, 1]));

        Assert.Equal(Math.Sqrt(1 + 0.25 * Math.Log2(0.25) + 0.75 * Math.Log2(0.75)), distance.Value, 12);
    }

    [Fact]
    public void Equal_distributions_have_no_width() =>
        Assert.Equal(new Interval(0, 0, 0), JensenShannon.Distance(Counts([4, 4, 8]), Counts([1, 1, 2])));

    // Names repeat their own letters, so that letters are not independent: the truth comes from drawing whole names again.
    [Fact]
    public void Standard_errors_are_those_of_names_drawn_anew()
    {
        var random = new SplitMix64(1);
        var (a, reference, b) = (Names(300, 3, ref random), Names(400, 6, ref random), Names(500, 12, ref random));
        var draws = new (double Distance, double Difference)[600];
        for (var i = 0; i < draws.Length; i++)
        {
            var (c, d, e) = (Anew(a, ref random), Anew(reference, ref random), Anew(b, ref random));
            draws[i] = (DistanceOf(c, e), DistanceOf(c, e) - DistanceOf(d, e));
        }

        var distance = JensenShannon.Distance(FeatureCounts.Of(a), FeatureCounts.Of(b));
        var difference = JensenShannon.Difference(FeatureCounts.Of(a), FeatureCounts.Of(reference), FeatureCounts.Of(b));

        Assert.Equal(DistanceOf(a, b), distance.Value, 12);
        Assert.Equal(DistanceOf(a, b) - DistanceOf(reference, b), difference.Value, 12);
        Assert.Equal(1, StandardError(distance) / Deviation(draws.Select(draw => draw.Distance)), 0.1);
        Assert.Equal(1, StandardError(difference) / Deviation(draws.Select(draw => draw.Difference)), 0.1);
    }

    [Fact]
    public void Names_without_features_are_refused() =>
        Assert.Throws<ArgumentException>(() => JensenShannon.Distance(Counts([1]), FeatureCounts.Of([[]])));

    private static FeatureCounts Counts(int[] counts) =>
        FeatureCounts.Of(counts.SelectMany((count, i) => Enumerable.Repeat<IReadOnlyList<string>>([Letters[i]], count)));

    private static List<IReadOnlyList<string>> Names(int count, int spread, ref SplitMix64 random)
    {
        var names = new List<IReadOnlyList<string>>();
        for (var i = 0; i < count; i++)
        {
            var (first, second) = (Letters[Math.Min(random.Next(spread), 4)], Letters[random.Next(5)]);
            names.Add([.. Enumerable.Repeat(first, 1 + random.Next(6)), second]);
        }

        return names;
    }

    private static List<IReadOnlyList<string>> Anew(List<IReadOnlyList<string>> names, ref SplitMix64 random)
    {
        var drawn = new List<IReadOnlyList<string>>();
        for (var i = 0; i < names.Count; i++)
            drawn.Add(names[random.Next(names.Count)]);
        return drawn;
    }

    private static double DistanceOf(List<IReadOnlyList<string>> a, List<IReadOnlyList<string>> b)
    {
        var (p, q) = (SharesOf(a), SharesOf(b));
        return Math.Sqrt(p.Zip(q, (x, y) => (Term(x, (x + y) / 2) + Term(y, (x + y) / 2)) / 2).Sum());
    }

    private static double[] SharesOf(List<IReadOnlyList<string>> names) =>
        [.. Letters.Select(letter => names.Sum(name => name.Count(other => other == letter)) / (double)names.Sum(name => name.Count))];

    private static double Term(double share, double middle) => share == 0 ? 0 : share * Math.Log2(share / middle);

    private static double StandardError(Interval interval) => (interval.High - interval.Low) / 2 / 1.959963984540054;

    private static double Deviation(IEnumerable<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
