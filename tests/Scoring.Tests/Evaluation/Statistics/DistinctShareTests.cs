using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class DistinctShareTests
{
    // 950 of 1,000 are due, with a standard error of 7; the geometric distribution gives so few names that some are missing.
    public static TheoryData<string, int, int> Distributions => new()
    {
        { "uniform", 200, 300 },
        { "uniform", 5000, 1000 },
        { "uniform", 8000, 250 },
        { "zipf", 1000, 500 },
        { "zipf", 5000, 2000 },
        { "geometric", 60, 400 },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Uniqueness_interval_holds_the_expectation_as_often_as_it_says(string kind, int names, int draws)
    {
        var shares = Shares(kind, names);
        var expected = shares.Sum(share => 1 - Math.Pow(1 - share, draws)) / draws;

        var held = Simulate(shares, draws).Count(counts => Holds(DistinctShare.Of([.. counts.Where(count => count > 0)]), expected));

        Assert.InRange(held, kind == "geometric" ? 900 : 930, 985);
    }

    // Every third name is marked.
    [Theory]
    [MemberData(nameof(Distributions))]
    public void Novelty_interval_holds_the_expectation_as_often_as_it_says(string kind, int names, int draws)
    {
        var shares = Shares(kind, names);
        double[] expected = [.. shares.Select(share => 1 - Math.Pow(1 - share, draws))];
        var share = expected.Where((_, i) => i % 3 == 0).Sum() / expected.Sum();

        var held = Simulate(shares, draws).Count(counts => Holds(
            DistinctShare.Of(
                [.. counts.Where((count, i) => count > 0 && i % 3 == 0)],
                [.. counts.Where((count, i) => count > 0 && i % 3 != 0)]),
            share));

        Assert.InRange(held, kind == "geometric" ? 900 : 930, 985);
    }

    [Fact]
    public void Shares_are_those_counted_by_hand()
    {
        Assert.Equal(4 / 7.0, DistinctShare.Of([1, 3, 2, 1]).Value, 12);
        Assert.Equal(3 / 4.0, DistinctShare.Of([1, 3, 2], [1]).Value, 12);
    }

    // None of n at the true rate λ/n has the probability e^−λ: at λ = 3.84 it is 2.1 %.
    [Fact]
    public void Nothing_drawn_twice_leaves_room_for_some_that_are()
    {
        var interval = DistinctShare.Of([.. Enumerable.Repeat(1, 1000)]);

        Assert.Equal(1, interval.Value);
        Assert.Equal(1 - 3.84 / 1000, interval.Low, 0.0001);
        Assert.Equal(1, interval.High);
    }

    [Fact]
    public void Nothing_drawn_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DistinctShare.Of([]));
        Assert.Throws<ArgumentException>(() => DistinctShare.Of([], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => DistinctShare.Of([1, 0]));
    }

    private static double[] Shares(string kind, int names)
    {
        double[] weights = [.. Enumerable.Range(1, names)
            .Select(i => kind switch { "zipf" => 1.0 / i, "geometric" => Math.Pow(0.9, i), _ => 1 })];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static IEnumerable<int[]> Simulate(double[] shares, int draws)
    {
        var (random, ends) = (new SplitMix64(1), new double[shares.Length]);
        for (var i = 0; i < shares.Length; i++)
            ends[i] = shares[i] + (i == 0 ? 0 : ends[i - 1]);
        for (var run = 0; run < 1000; run++)
        {
            var counts = new int[shares.Length];
            for (var draw = 0; draw < draws; draw++)
            {
                var place = Array.BinarySearch(ends, random.Next(1 << 30) / (double)(1 << 30));
                counts[Math.Min(place < 0 ? ~place : place, counts.Length - 1)]++;
            }

            yield return counts;
        }
    }

    private static bool Holds(Interval interval, double value) => interval.Low <= value && value <= interval.High;
}
