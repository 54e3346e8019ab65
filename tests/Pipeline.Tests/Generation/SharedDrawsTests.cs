using MlPipeline.Generation;
using MlPipeline.Tests.Decoding;

namespace MlPipeline.Tests.Generation;

/// <summary>Draws that share texts, against draws that go their own ways, over windows, batch sizes and numbers of threads.</summary>
public sealed class SharedDrawsTests
{
    private readonly ScriptedModel _model = new("abcd", seed: 4, labels: ["x"], maxLength: 8);

    public static TheoryData<string, GenerationOptions> Requests { get; } = new()
    {
        { "plain", new GenerationOptions() },
        { "label and prefix", new GenerationOptions { Label = "x", Prefix = "ab" } },
        { "rules", new GenerationOptions { TopP = 0.8f, RepetitionPenalty = 1.3f, NoRepeatNGram = 2, Temperature = 1.4f } },
        { "masked", new GenerationOptions { Suffix = "a", MinLength = 3, ConstraintMode = ConstraintMode.Fast } },
        { "short", new GenerationOptions { MaxLength = 2 } },
        { "another seed", new GenerationOptions { Seed = -9 } },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Names_are_those_of_draws_one_by_one(string what, GenerationOptions options)
    {
        var expected = OneByOne(options, 3_000);

        foreach (var (batch, threads) in new[] { (1, 1), (5, 1), (64, 2), (1_000, 7) })
        {
            var found = new NameGenerator(_model).Generate(options with { Count = 3_000, BatchSize = batch, Threads = threads });

            Assert.True(expected.SequenceEqual(found), $"{what}, batches of {batch}, {threads} threads");
        }
    }

    [Fact]
    public void Fewer_names_are_the_first_of_more()
    {
        var all = new NameGenerator(_model).Generate(new GenerationOptions { Count = 5_000 }).ToList();

        foreach (var count in new[] { 1, 2, 63, 64, 65, 2_112, 2_113 })
            Assert.Equal(all.Take(count), new NameGenerator(_model).Generate(new GenerationOptions { Count = count }));
    }

    [Fact]
    public void Many_names_take_a_fraction_of_the_evaluations()
    {
        var model = new TracedModel(new ScriptedModel("abcd", seed: 4, maxLength: 8));

        var characters = new NameGenerator(model).Generate(new GenerationOptions { Count = 20_000 }).Sum(name => name.Name.Length + 1);

        Assert.InRange(model.Texts.Count(), 1, characters / 3);
    }

    [Fact]
    public void Failure_on_one_thread_ends_the_work_of_all()
    {
        const int Threads = 4, Failing = 300;
        var model = new GatedModel(_model, call => Assert.True(call != Failing, "broken"));

        var exception = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new NameGenerator(model)
            .Generate(new GenerationOptions { Count = 100_000, BatchSize = 4, Threads = Threads }).Count());

        Assert.Contains("broken", exception.Message, StringComparison.Ordinal);
        Assert.InRange(model.Calls, Failing + 1, Failing + Threads);
    }

    // As the row of a table: each draw goes its own way through the prefix tree.
    private List<GeneratedName> OneByOne(GenerationOptions options, int count) =>
        [.. new NameGenerator(_model).Complete([new NamePrompt(0, options.Prefix, options.Label)], options with { Count = count })
            .Select(completed => completed.Name)];
}
