using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Search;

/// <summary>Samples without replacement against the distribution of all names, enumerated.</summary>
public sealed class SampleWithoutReplacementTests
{
    private static readonly ScriptedModel Model = new("ab", seed: 3, maxLength: 2);

    private static Dictionary<string, SamplingOptions> Options => new()
    {
        ["the model's own"] = new(),
        ["hot"] = new() { Temperature = 2 },
        ["behind a prefix"] = new() { Prefix = "b", MaxLength = 3 },
        ["with a suffix"] = new() { Suffix = "a", MaxLength = 3 },
        ["hot and long"] = new() { Temperature = 1.5f, MinLength = 2 },
    };

    // The first name is a draw from the exact distribution; the second one from what is left of it: p(i) · p(j) / (1 − p(i)).
    [Theory]
    [InlineData("the model's own", 50_000)]
    [InlineData("hot", 10_000)]
    [InlineData("behind a prefix", 10_000)]
    [InlineData("with a suffix", 10_000)]
    [InlineData("hot and long", 10_000)]
    public void Pairs_come_as_if_drawn_one_by_one(string request, int seeds)
    {
        var (search, options) = (new NameSearch(Model), Options[request]);

        var samples = Enumerable.Range(0, seeds).Select(seed => search.SampleWithoutReplacement(2, options with { Seed = seed })).ToList();

        var names = Distribution(options);
        ChiSquare.AssertFollows(samples.CountBy(sample => sample[0].Name).ToDictionary(), names);
        var pairs = names.SelectMany(first => names.Where(second => second.Key != first.Key)
            .Select(second => KeyValuePair.Create((first.Key, second.Key), first.Value * second.Value / (1 - first.Value)))).ToDictionary();
        ChiSquare.AssertFollows(samples.CountBy(sample => (sample[0].Name, sample[1].Name)).ToDictionary(), pairs);
    }

    [Fact]
    public void All_names_come_once_when_as_many_are_asked_for()
    {
        var sample = new NameSearch(Model).SampleWithoutReplacement(100, new SamplingOptions { MaxLength = 4 });

        Assert.Equal(ScriptedModel.AllNames("ab", 4).Skip(1).Order(), sample.Select(name => name.Name).Order());
        Assert.All(sample, name => Assert.Equal(1, name.InclusionProbability));
        Assert.All(sample, name => Assert.Equal(Math.Log(Model.Probability(name.Name)), name.LogLikelihood, 1e-5));
    }

    [Fact]
    public void Longer_samples_begin_with_the_shorter_ones()
    {
        var search = new NameSearch(new ScriptedModel("abcde", maxLength: 9));

        var names = search.SampleWithoutReplacement(500).Select(name => name.Name).ToList();

        Assert.Equal(500, names.Distinct().Count());
        Assert.Equal(names.Take(20), search.SampleWithoutReplacement(20).Select(name => name.Name));
        Assert.NotEqual(names, search.SampleWithoutReplacement(500, new SamplingOptions { Seed = 2 }).Select(name => name.Name));
    }

    // Horvitz and Thompson: f summed over the sample, each name divided by its inclusion probability, is f summed over all names.
    [Theory]
    [InlineData("", 1f)]
    [InlineData("c", 1f)]
    [InlineData("", 1.7f)]
    public void Sums_over_the_sample_are_those_over_all_names(string prefix, float temperature)
    {
        var model = new ScriptedModel("abc", seed: 6, maxLength: 4);
        var (search, options) = (new NameSearch(model), new SamplingOptions { Prefix = prefix, Temperature = temperature });
        var all = ScriptedModel.AllNames("abc", 4).Skip(1).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList();

        var samples = Enumerable.Range(0, 1_500).Select(seed => search.SampleWithoutReplacement(12, options with { Seed = seed })).ToList();

        AssertUnbiased(_ => 1);
        AssertUnbiased(name => name.Length);
        AssertUnbiased(name => model.Probability(name));
        AssertUnbiased(name => name.Length * model.Probability(name));

        void AssertUnbiased(Func<string, double> f)
        {
            var sums = samples.Select(sample => sample.Sum(name => f(name.Name) / name.InclusionProbability)).ToList();
            var mean = sums.Average();
            var error = Math.Sqrt(sums.Sum(sum => Math.Pow(sum - mean, 2)) / (sums.Count - 1) / sums.Count);
            Assert.InRange((mean - all.Sum(f)) / error, -4, 4);
        }
    }

    // Every name's probability under the temperature, scaled to the names that are asked for.
    private static Dictionary<string, double> Distribution(SamplingOptions options)
    {
        var names = ScriptedModel.AllNames("ab", options.MaxLength ?? 2).Where(name => name.Length >= options.MinLength &&
            name.StartsWith(options.Prefix, StringComparison.Ordinal) && name.EndsWith(options.Suffix, StringComparison.Ordinal))
            .ToDictionary(name => name, name => Heated(name, options));
        return names.ToDictionary(pair => pair.Key, pair => pair.Value / names.Values.Sum());
    }

    private static double Heated(string name, SamplingOptions options)
    {
        var (probability, tokens) = (1.0, Model.Manifest.Vocabulary.Encode(name).Prepend(0).ToArray());
        for (var i = options.Prefix.Length + 2; i < tokens.Length; i++)
        {
            var weights = Model[tokens[i - 2], tokens[i - 1]].Select(logit => Math.Exp(logit / (double)options.Temperature)).ToList();
            probability *= weights[(int)tokens[i]] / weights.Sum();
        }

        return probability;
    }
}
