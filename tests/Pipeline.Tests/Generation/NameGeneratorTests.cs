using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation;

public sealed class NameGeneratorTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(256, 1)]
    [InlineData(3, 2)]
    [InlineData(64, 2)]
    [InlineData(64, 5)]
    public void Names_do_not_depend_on_batch_size_or_threads(int batchSize, int threads)
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var options = new GenerationOptions
        {
            Count = 150,
            Prefix = "Da",
            Label = "female",
            Unique = true,
            Novel = true,
            Temperature = 1.3f,
        };

        var expected = new NameGenerator(model).Generate(options).ToList();
        var names = new NameGenerator(model).Generate(options with { BatchSize = batchSize, Threads = threads }).ToList();

        Assert.Equal(expected, names);
    }

    [Fact]
    public void Draws_follow_the_exact_distribution_over_names_up_to_the_longest()
    {
        var model = new ScriptedModel("ab", seed: 3);
        const int Draws = 200_000;

        var names = new NameGenerator(model).Generate(new GenerationOptions { Count = Draws, MaxLength = 3, BatchSize = 256 })
            .CountBy(name => name.Name).ToDictionary();

        // Exhaustive: all names of one to three letters, their probabilities scaled to sum to 1.
        var all = ScriptedModel.AllNames("ab", 3).Where(name => name.Length > 0)
            .ToDictionary(name => name, name => model.Probability(name));
        var total = all.Values.Sum();
        var chiSquare = all.Sum(
            pair => Math.Pow(names.GetValueOrDefault(pair.Key) - Draws * pair.Value / total, 2) / (Draws * pair.Value / total));
        Assert.Equal(14, all.Count);
        Assert.Empty(names.Keys.Except(all.Keys));
        Assert.InRange(chiSquare, 0, 34.53); // 13 degrees of freedom, p = 0.001
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("b", null)]
    [InlineData("ab", "x")]
    public void Log_likelihood_is_that_of_the_whole_name(string prefix, string? label)
    {
        var model = new ScriptedModel("ab", labels: ["x"]);

        var names = new NameGenerator(model).Generate(new GenerationOptions
        {
            Count = 50,
            Prefix = prefix,
            Label = label,
            Temperature = 2,
            TopK = 2,
        });

        Assert.All(names, name => Assert.Equal(Math.Log(model.Probability(name.Name, label)), name.LogLikelihood, 1e-5));
    }

    [Fact]
    public void Prefix_is_kept_exactly_and_may_be_the_whole_name()
    {
        var model = new ScriptedModel("ab", maxLength: 3);

        var names = new NameGenerator(model).Generate(new GenerationOptions { Count = 20, Prefix = "bab" }).ToList();

        Assert.All(names, name => Assert.Equal("bab", name.Name));
    }

    [Fact]
    public void Prefix_is_read_once_for_all_names()
    {
        var model = new ScriptedModel("abcdef", maxLength: 12);

        _ = new NameGenerator(model).Generate(new GenerationOptions { Count = 1, Prefix = "abcdefabc" }).First();

        Assert.InRange(model.Calls, 1, 60);
    }

    [Fact]
    public void Unique_and_novel_leave_out_what_they_say()
    {
        var model = new ScriptedModel("ab", maxLength: 3, training: ["a", "b", "ab"]);

        var names = new NameGenerator(model).Generate(new GenerationOptions { Count = 11, Unique = true, Novel = true })
            .Select(name => name.Name).ToList();

        Assert.Equal(ScriptedModel.AllNames("ab", 3).Except(["", "a", "b", "ab"]).Order(), names.Order()); // all 11 there are
    }

    [Fact]
    public void Request_for_more_names_than_there_are_ends_with_the_reason()
    {
        var model = new ScriptedModel("ab", maxLength: 2);
        var names = new List<string>();

        var exception = Assert.Throws<GenerationException>(() =>
        {
            foreach (var name in new NameGenerator(model).Generate(new GenerationOptions { Count = 100, Unique = true }))
                names.Add(name.Name);
        });

        Assert.Equal(["a", "aa", "ab", "b", "ba", "bb"], names.Order());
        Assert.StartsWith(
            "6 of 100 names were found, then 10,000 draws in a row were refused", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Impossible_requests_fail_at_once()
    {
        var generator = new NameGenerator(new ScriptedModel("ab", maxLength: 3));

        Assert.Throws<UnknownCharacterException>(() => generator.Generate(new GenerationOptions { Prefix = "ax" }));
        Assert.Throws<ArgumentException>(() => generator.Generate(new GenerationOptions { Label = "female" }));
        Assert.Throws<GenerationException>(() => generator.Generate(new GenerationOptions { Prefix = "abab" }));
        Assert.Throws<GenerationException>(() => generator.Generate(new GenerationOptions { Novel = true }));
    }

    [Fact]
    public void Seed_decides_the_names()
    {
        var generator = new NameGenerator(new ScriptedModel("abcdef"));

        var first = generator.Generate(new GenerationOptions { Count = 50 }).ToList();

        Assert.Equal(first, generator.Generate(new GenerationOptions { Count = 50 }));
        Assert.NotEqual(first, generator.Generate(new GenerationOptions { Count = 50, Seed = 2 }));
        Assert.Equal(first.Take(20), generator.Generate(new GenerationOptions { Count = 20 }));
    }
}
