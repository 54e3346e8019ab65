using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation;

/// <summary>Known logits in, exact names out.</summary>
public sealed class ScriptedNamesTests
{
    // Ids: 1 boundary, 2 the label x, 3 a, 4 b, 5 c.
    private const int A = 3, B = 4, C = 5;

    [Fact]
    public void Certain_characters_make_one_name()
    {
        var model = Certain((0, 1, A), (1, A, B), (A, B, B), (B, B, A), (B, A, 1));

        var names = new NameGenerator(model).Generate(new GenerationOptions { Count = 3 }).ToList();

        Assert.All(names, name => Assert.Equal("abba", name.Name));
        Assert.All(names, name => Assert.Equal(0, name.LogLikelihood, 1e-9));
        Assert.Equal([0, 1, 2], names.Select(name => name.Draw));
    }

    [Fact]
    public void Label_starts_a_name_of_its_own()
    {
        var model = Certain((0, 1, A), (1, A, 1), (0, 2, C), (2, C, B), (C, B, 1));

        Assert.Equal("a", new NameGenerator(model).Generate(new GenerationOptions { Count = 1 }).Single().Name);
        Assert.Equal("cb", new NameGenerator(model).Generate(new GenerationOptions { Count = 1, Label = "x" }).Single().Name);
    }

    [Theory]
    [InlineData("c", "caab")]
    [InlineData("caa", "caab")]
    [InlineData("caab", "caab")]
    public void Prefix_goes_on_as_if_it_had_been_drawn(string prefix, string expected)
    {
        var model = Certain((1, C, A), (C, A, A), (A, A, B), (A, B, 1));

        Assert.Equal(expected, new NameGenerator(model).Generate(new GenerationOptions { Count = 1, Prefix = prefix }).Single().Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(8)]
    public void Likeliest_characters_alone_make_the_greedy_name(int seed)
    {
        var model = new ScriptedModel("abcd", seed, maxLength: 40);
        var (greedy, before, last) = ("", 0L, 1L);
        while (greedy.Length < 40)
        {
            var logits = model[before, last];
            (before, last) = (last, Array.IndexOf(logits, logits.Max()));
            if (last == 1)
                break;
            greedy += model.Manifest.Vocabulary.Tokens[(int)last];
        }

        Assert.InRange(greedy.Length, 1, 39); // a name that ends, so that its end is tested too

        Assert.Equal(
            [greedy], new NameGenerator(model).Generate(new GenerationOptions { Count = 20, TopK = 1 }).Select(name => name.Name)
                .Distinct());
        Assert.Equal(
            [greedy], new NameGenerator(model).Generate(new GenerationOptions { Count = 20, Temperature = 1e-6f }).Select(name => name.Name)
                .Distinct());
    }

    // The distribution over whole names, enumerated: filtered character by character, given the prefix, and scaled to the names
    // that are short enough.
    [Fact]
    public void Filters_prefix_label_and_length_give_the_exact_distribution()
    {
        var model = new ScriptedModel("abc", seed: 8, labels: ["x"]);
        const int Draws = 100_000;
        var exact = ScriptedModel.AllNames("abc", 4).Where(name => name.StartsWith('b'))
            .ToDictionary(name => name, name => FilteredProbability(model, name)).Where(pair => pair.Value > 0).ToDictionary();
        var total = exact.Values.Sum();

        var drawn = new NameGenerator(model)
            .Generate(
                new GenerationOptions
                {
                    Count = Draws,
                    Prefix = "b",
                    Label = "x",
                    MaxLength = 4,
                    TopK = 2,
                    Temperature = 0.7f,
                    BatchSize = 256,
                    Threads = 2
                })
            .CountBy(name => name.Name).ToDictionary();

        Assert.Empty(drawn.Keys.Except(exact.Keys));
        var chiSquare = exact.Sum(
            pair => Math.Pow(drawn.GetValueOrDefault(pair.Key) - Draws * pair.Value / total, 2) / (Draws * pair.Value / total));
        var freedom = exact.Count - 1;
        Assert.InRange(exact.Count, 5, 20);
        Assert.InRange(chiSquare, 0, freedom + 4 * Math.Sqrt(2 * freedom)); // mean and standard deviation of χ²
    }

    [Fact]
    public void Model_that_only_ends_names_is_given_up_with_the_reason()
    {
        var generator = new NameGenerator(Certain((0, 1, 1)));

        var exception = Assert.Throws<GenerationException>(() => generator.Generate(new GenerationOptions { Count = 5 }).Count());

        Assert.StartsWith(
            "0 of 5 names were found, then 10,000 draws in a row were refused: 0 longer than 6 characters, 10000 empty", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_never_ends_names_is_given_up_with_the_reason()
    {
        var generator = new NameGenerator(Certain((0, 1, A), (1, A, A), (A, A, A)));

        var exception = Assert.Throws<GenerationException>(
            () => generator.Generate(new GenerationOptions { Count = 5, Threads = 2 }).Count());

        Assert.Contains("10000 longer than 6 characters", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Largest_count_still_draws_many_names_a_call()
    {
        var model = new ScriptedModel("ab");

        _ = new NameGenerator(model).Generate(new GenerationOptions { Count = int.MaxValue }).Take(64).Count();

        Assert.InRange(model.Calls, 1, 40);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(513)]
    public void Threads_that_cannot_be_had_are_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { Threads = threads });

    [Fact]
    public void Most_threads_give_the_same_names()
    {
        var generator = new NameGenerator(new ScriptedModel("abc"));

        Assert.Equal(generator.Generate(), generator.Generate(new GenerationOptions { Threads = 512 }));
    }

    // After these two tokens that one follows for certain; what is not scripted stays random.
    private static ScriptedModel Certain(params (long Before, long Last, int Next)[] script)
    {
        var model = new ScriptedModel("abc", labels: ["x"]);
        foreach (var (before, last, next) in script)
            model[before, last][next] = 200;
        return model;
    }

    private static double FilteredProbability(ScriptedModel model, string name)
    {
        var tokens = model.Manifest.Vocabulary.Encode(name, "x");
        var (probability, before) = (1.0, tokens[0]);
        for (var i = 2; i < tokens.Length; i++)
        {
            var weights = model[before, tokens[i - 1]].Select(logit => Math.Exp(logit / 0.7)).ToList();
            var kept = weights.OrderDescending().Take(2).ToList();
            var weight = weights[(int)tokens[i]];
            probability *= kept.Contains(weight) ? weight / kept.Sum() : 0;
            before = tokens[i - 1];
        }

        return probability;
    }
}
