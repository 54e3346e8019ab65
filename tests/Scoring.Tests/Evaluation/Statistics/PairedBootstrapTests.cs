using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void Ratio_is_that_of_the_sums_and_a_constant_has_no_width()
    {
        var bootstrap = PairedBootstrap.Run([[2, 4, 6], [3, 5, 1]], [1, 2, 3], seed: 1);

        Assert.Equal(new Interval(2, 2, 2), bootstrap.Of(0));
        Assert.Equal(1.5, bootstrap.Of(1).Value);
        Assert.Equal(Math.Exp(2), bootstrap.Of(0, Math.Exp).High);
    }

    // The mean of n numbers has the standard error s/√n; its interval is 1.96 of them to each side.
    [Fact]
    public void Interval_of_a_mean_is_that_of_the_normal_distribution()
    {
        double[] values = [.. Enumerable.Range(0, 2000).Select(i => Math.Sin(i * 12.9898) * 43758.5453 % 1)];
        var bootstrap = PairedBootstrap.Run([values], [.. values.Select(_ => 1.0)], seed: 3, resamples: 4000);

        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length / values.Length);

        Assert.Equal(mean, bootstrap.Of(0).Value, 12);
        Assert.Equal(mean - 1.96 * error, bootstrap.Of(0).Low, 0.1 * error);
        Assert.Equal(mean + 1.96 * error, bootstrap.Of(0).High, 0.1 * error);
    }

    // Sums in another order round to another last digit: a page that draws the interval must find the estimate in it.
    [Fact]
    public void Interval_holds_its_estimate_where_all_names_say_the_same()
    {
        double[] weights = [.. Enumerable.Range(0, 250).Select(i => 3.0 + i % 2)];
        double[] first = [.. weights.Select(weight => weight * 7.601902459542)],
            second = [.. weights.Select(weight => weight * 6.0958627247523)];

        foreach (var seed in Enumerable.Range(1, 20))
        {
            var difference = PairedBootstrap.Run([first, second], weights, seed, resamples: 50).Difference(0, 1);

            Assert.InRange(difference.Value, difference.Low, difference.High);
        }
    }

    [Fact]
    public void Paired_difference_knows_what_both_models_find_hard()
    {
        double[] hard = [.. Enumerable.Range(0, 500).Select(i => i % 17 * 3.0)];
        var bootstrap = PairedBootstrap.Run(
            [hard, [.. hard.Select((value, i) => value + 0.1 + i % 3 * 0.01)]], [.. hard.Select(_ => 1.0)], seed: 1);

        var difference = bootstrap.Difference(1, 0);

        Assert.True(difference.ExcludesZero);
        Assert.InRange(difference.High - difference.Low, 0.0005, 0.003);
        Assert.True(bootstrap.Of(0).High - bootstrap.Of(0).Low > 1);
    }

    // 300 samples of 60 numbers each: 95 % of the intervals should hold the true mean, give or take three standard errors and a known
    // shortfall of small samples.
    [Fact]
    public void Intervals_hold_the_truth_as_often_as_they_say()
    {
        var random = new SplitMix64(7);
        var held = 0;
        for (var trial = 0; trial < 300; trial++)
        {
            var values = new double[60];
            for (var i = 0; i < values.Length; i++)
                values[i] = random.Next(1000);
            var interval = PairedBootstrap.Run([values], [.. values.Select(_ => 1.0)], seed: trial, resamples: 400).Of(0);
            held += interval.Low <= 499.5 && interval.High >= 499.5 ? 1 : 0;
        }

        Assert.InRange(held / 300.0, 0.90, 0.99);
    }

    [Fact]
    public void Numbers_of_a_model_dont_depend_on_the_other_models()
    {
        double[] values = [1.13, 5.71, 2.39, 8.97, 4.41, 3.25, 0.33], ones = [1, 1, 1, 1, 1, 1, 1];

        var alone = PairedBootstrap.Run([values], ones, seed: 4).Of(0);

        Assert.Equal(alone, PairedBootstrap.Run([ones, values], ones, seed: 4).Of(1));
        Assert.NotEqual(alone, PairedBootstrap.Run([values], ones, seed: 5).Of(0));
    }

    // The first outputs for seed 1234567, as published with the generator's reference implementation.
    [Fact]
    public void Generator_gives_the_published_numbers()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.9, 3.7)]
    [InlineData(1, 4)]
    public void Quantile_lies_between_the_values(double share, double expected) =>
        Assert.Equal(expected, Quantile.Of([1, 2, 3, 4], share), 12);

    [Fact]
    public void One_name_alone_has_no_interval()
    {
        var single = PairedBootstrap.Run([[3.0], [1.0]], [2.0], seed: 1);

        Assert.Equal((1.5, double.NaN, double.NaN), (single.Of(0).Value, single.Of(0).Low, single.Of(0).High));
        Assert.False(single.Difference(0, 1).ExcludesZero);
    }
}
