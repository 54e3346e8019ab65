using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation;

/// <summary>Draws under constraints against the exact conditional distribution, all names enumerated.</summary>
public sealed class ExactDrawsTests
{
    private static readonly ScriptedModel Model = new("ab", seed: 3, maxLength: 4, training: ["ab", "bab", "bbb"], labels: ["x"]);

    public static TheoryData<string> Requests { get; } = [.. Options.Keys];

    // The first three are drawn until one fits, the others raced.
    private static Dictionary<string, GenerationOptions> Options => new()
    {
        ["up to a length"] = new() { Count = 200_000, MaxLength = 3 },
        ["novel"] = new() { Count = 100_000, Novel = true, Label = "x" },
        ["behind a prefix"] = new() { Count = 100_000, Prefix = "ba" },
        ["from a length on"] = new() { Count = 200_000, MinLength = 3 },
        ["from a length on, labelled"] = new() { Count = 20_000, MinLength = 2, MaxLength = 3, Label = "x" },
        ["from a length on, novel, hot"] = new() { Count = 20_000, MinLength = 3, Novel = true, Temperature = 1.4f },
        ["with a suffix behind a prefix"] = new() { Count = 20_000, Prefix = "b", Suffix = "b" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Draws_follow_the_distribution_of_the_names_that_meet_the_constraints(string request)
    {
        var (options, statistics) = (Options[request] with { BatchSize = 256 }, new GenerationStatistics());

        var names = new NameGenerator(Model).Generate(options, statistics).CountBy(name => name.Name).ToDictionary();

        var all = All(options).ToDictionary(name => name, name => Behind(options, name));
        var share = all.Values.Sum();
        ChiSquare.AssertFollows(names, all.ToDictionary(pair => pair.Key, pair => pair.Value / share));
        Assert.InRange((statistics.AcceptanceRate - share) / statistics.AcceptanceRateError, -4, 4);
        Assert.Equal(options.Count, statistics.Accepted);
        Assert.False(statistics.IsBiased);
    }

    // The error that is said is the one that there is: over many requests of few draws.
    [Theory]
    [MemberData(nameof(Requests))]
    public void Acceptance_rate_misses_by_its_error(string request)
    {
        var options = Options[request] with { Count = 100 };
        var share = All(options).Sum(name => Behind(options, name));

        var misses = Enumerable.Range(0, 200).Select(seed =>
        {
            var statistics = new GenerationStatistics();
            _ = new NameGenerator(Model).Generate(options with { Seed = seed }, statistics).Count();
            return (statistics.AcceptanceRate - share) / statistics.AcceptanceRateError;
        }).ToList();

        Assert.InRange(misses.Average(), -0.3, 0.3);                     // four standard errors of 200 are 0.28
        Assert.InRange(misses.Average(miss => miss * miss), 0.6, 1.5);
    }

    // From the first draw on, when there is no standard error yet.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(150)]
    public void Interval_of_the_acceptance_rate_holds_it_19_times_in_20(int count)
    {
        var options = Options["with a suffix behind a prefix"] with { Count = count };
        var share = All(options).Sum(name => Behind(options, name));

        var covered = Enumerable.Range(0, 400).Count(seed =>
        {
            var statistics = new GenerationStatistics();
            _ = new NameGenerator(Model).Generate(options with { Seed = seed }, statistics).Count();
            var (low, high) = statistics.AcceptanceRateInterval;
            return low <= share && share <= high;
        });

        Assert.InRange(covered / 400.0, 0.91, 0.99);
    }

    [Fact]
    public void Statistics_count_the_same_whatever_the_schedule()
    {
        var options = new GenerationOptions { Count = 300, MinLength = 2 };
        var reports = new[] { (64, 1), (1, 1), (7, 2), (64, 5) }.Select(schedule =>
        {
            var (statistics, (batchSize, threads)) = (new GenerationStatistics(), schedule);
            _ = new NameGenerator(Model).Generate(options with { BatchSize = batchSize, Threads = threads }, statistics).Count();
            return (statistics.Draws, statistics.Accepted, statistics.AcceptanceRate, statistics.AcceptanceRateError);
        }).ToList();

        Assert.All(reports, report => Assert.Equal(reports[0], report));
    }

    [Fact]
    public void Biased_draws_give_no_rate()
    {
        var statistics = new GenerationStatistics();
        var options = new GenerationOptions { MinLength = 3, ConstraintMode = ConstraintMode.Fast };

        _ = new NameGenerator(Model).Generate(options, statistics).Count();

        Assert.True(statistics.IsBiased);
        Assert.Equal(double.NaN, statistics.AcceptanceRate);
        Assert.Equal(double.NaN, statistics.AcceptanceRateError);
        Assert.Equal((10, 10), (statistics.Draws, statistics.Accepted));
    }

    // Step by step: each character by the model's distribution among those behind which a name can still be finished.
    [Fact]
    public void Fast_draws_follow_the_masked_steps()
    {
        var options = new GenerationOptions { Count = 20_000, MinLength = 3, Suffix = "a", ConstraintMode = ConstraintMode.Fast };

        var names = new NameGenerator(Model).Generate(options).CountBy(name => name.Name).ToDictionary();

        var all = All(options).ToList();
        ChiSquare.AssertFollows(names, all.ToDictionary(name => name, name => Masked(name, all)));
    }

    private static IEnumerable<string> All(GenerationOptions options) => ScriptedModel.AllNames("ab", options.MaxLength ?? 4)
        .Where(name => name.Length >= options.MinLength)
        .Where(name => name.StartsWith(options.Prefix, StringComparison.Ordinal))
        .Where(name => name.EndsWith(options.Suffix, StringComparison.Ordinal))
        .Where(name => !(options.Novel && name is "ab" or "bab" or "bbb"));

    // The probability of what follows the prefix, at the temperature.
    private static double Behind(GenerationOptions options, string name) => Steps(options.Label, name)
        .Skip(options.Prefix.Length)
        .Aggregate(1.0, (product, step) =>
        {
            var weights = step.Logits.Select(logit => Math.Exp(logit / (double)options.Temperature)).ToList();
            return product * weights[step.Token] / weights.Sum();
        });

    private static double Masked(string name, List<string> all) => Steps(label: null, name).Index().Aggregate(1.0, (product, step) =>
    {
        var text = name[..step.Index];
        bool IsOpen(int token) => token == 1 ? all.Contains(text) : token > 2 &&
            all.Exists(other => other.StartsWith(text + Model.Manifest.Vocabulary.Tokens[token], StringComparison.Ordinal));
        var weights = step.Item.Logits.Select((logit, token) => IsOpen(token) ? Math.Exp(logit) : 0).ToList();
        return product * weights[step.Item.Token] / weights.Sum();
    });

    private static IEnumerable<(float[] Logits, int Token)> Steps(string? label, string name)
    {
        var tokens = Model.Manifest.Vocabulary.Encode(name, label).Prepend(0).ToArray();
        return Enumerable.Range(2, tokens.Length - 2).Select(i => (Model[tokens[i - 2], tokens[i - 1]], (int)tokens[i]));
    }
}
