using MlPipeline.Generation;
using MlPipeline.Likelihood;

namespace MlPipeline.Tests.Generation.Search;

/// <summary>Estimates of how many names there are against their count.</summary>
public sealed class CapacityTests
{
    private static readonly ScriptedModel Model = new("abcd", seed: 2, maxLength: 4, labels: ["x"]);

    public static TheoryData<string> Requests { get; } = [.. Options.Keys];

    private static Dictionary<string, CapacityOptions> Options => new()
    {
        ["likely names"] = new() { MinProbability = 0.0005, SampleSize = 60 },
        ["likely characters"] = new() { MaxNatsPerCharacter = 1.6, SampleSize = 60 },
        ["both, labelled"] = new() { MinProbability = 0.0003, MaxNatsPerCharacter = 1.6, Label = "x", SampleSize = 60 },
        ["all names"] = new() { MinProbability = 1e-30, SampleSize = 80 },
        ["long ones behind a prefix"] = new() { MinProbability = 1e-4, Prefix = "b", MinLength = 3, SampleSize = 25 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Estimate_is_unbiased_and_so_is_its_variance(string request)
    {
        var (truth, estimates) = Estimate(Options[request]);

        var mean = estimates.Average(estimate => estimate.Names);
        var variance = estimates.Sum(estimate => Math.Pow(estimate.Names - mean, 2)) / (estimates.Count - 1);
        Assert.InRange((mean - truth) / Math.Sqrt(variance / estimates.Count), -4, 4);
        Assert.InRange(estimates.Average(estimate => estimate.StandardError * estimate.StandardError) / variance, 0.75, 1.33);
    }

    // Not where names count that are far rarer than those of the sample: there an estimate without bias is mostly low and seldom high.
    [Theory]
    [InlineData("likely names")]
    [InlineData("likely characters")]
    [InlineData("both, labelled")]
    [InlineData("long ones behind a prefix")]
    public void Truth_lies_within_two_standard_errors_19_times_in_20(string request)
    {
        var (truth, estimates) = Estimate(Options[request]);

        var covered = estimates.Count(estimate => Math.Abs(estimate.Names - truth) <= 1.96 * estimate.StandardError);
        Assert.InRange((double)covered / estimates.Count, 0.88, 0.99);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Names_that_can_all_be_counted_are(string request)
    {
        var options = Options[request] with { SampleSize = 1_000 };

        var estimate = new NameSearch(Model).EstimateCapacity(options);

        var (good, all) = (Good(options).Count(), Good(options with { MinProbability = null, MaxNatsPerCharacter = null }).Count());
        Assert.Equal(new CapacityEstimate(good, 0, all, good), estimate);
    }

    // Where none of the drawn names is good enough, 0 is no certainty: the bounds are wrong once in 20 times at most.
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.01)]
    public void Bound_of_a_sample_without_a_good_name_holds_19_times_in_20(double least)
    {
        var options = new CapacityOptions { MinProbability = least, SampleSize = 10 };
        var good = Good(options).ToList();
        var mass = good.Sum(name => Model.Probability(name, null));

        var estimates = Enumerable.Range(0, 400).Select(seed => new NameSearch(Model).EstimateCapacity(options with { Seed = seed }))
            .ToList();

        var without = estimates.Where(estimate => estimate.GoodEnough == 0).ToList();
        Assert.All(without, estimate => Assert.Equal((0, double.NaN, true), (estimate.Names, estimate.StandardError, estimate.IsPartial)));
        Assert.All(without, estimate => Assert.Equal(1 - Math.Pow(0.05, 0.1), estimate.LargestShare!.Value, 12));
        Assert.InRange(without.Count(estimate => estimate.LargestShare < mass || estimate.MostNames < good.Count) / 400.0, 0, 0.07);
    }

    // A threshold that is a name's own score, as the scorer says it, counts the name.
    [Fact]
    public void Name_at_the_threshold_is_good_enough()
    {
        var scores = new NameScorer(Model).Score(ScriptedModel.AllNames("abcd", 4).Skip(1));
        var nats = scores.Select(score => score.NatsPerCharacter).Order().ToList();
        foreach (var place in new[] { 0, 7, 100, 339 })
        {
            var estimate = new NameSearch(Model).EstimateCapacity(new() { MaxNatsPerCharacter = nats[place], SampleSize = 1_000 });

            Assert.Equal(place + 1, estimate.Names);
        }
    }

    [Fact]
    public void Question_without_a_threshold_is_refused() =>
        Assert.Throws<ArgumentException>(() => new NameSearch(Model).EstimateCapacity(new CapacityOptions()));

    private static (int Truth, List<CapacityEstimate> Estimates) Estimate(CapacityOptions options) => (Good(options).Count(),
        [.. Enumerable.Range(0, 400).Select(seed => new NameSearch(Model).EstimateCapacity(options with { Seed = seed }))]);

    private static IEnumerable<string> Good(CapacityOptions options) => ScriptedModel.AllNames("abcd", 4)
        .Where(name => name.Length >= options.MinLength && name.StartsWith(options.Prefix, StringComparison.Ordinal))
        .Where(name => Model.Probability(name, options.Label) >= (options.MinProbability ?? 0))
        .Where(name => -Math.Log(Model.Probability(name, options.Label)) / (name.Length + 1) <= (options.MaxNatsPerCharacter ?? 1e9));
}
