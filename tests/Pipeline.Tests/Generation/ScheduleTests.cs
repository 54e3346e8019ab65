using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation;

/// <summary>The shipped model gives the same bytes whatever the batch, the threads, the order of the rows and their shards.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);

    private static readonly Dictionary<string, GenerationOptions> Options = new()
    {
        ["open"] = new() { Count = 120 },
        ["rules"] = new()
        {
            Count = 80,
            Temperature = 1.4f,
            TopK = 12,
            TopP = 0.95f,
            MinP = 0.01f,
            RepetitionPenalty = 1.2f,
            NoRepeatNGram = 2,
        },
        ["unique and novel"] = new() { Count = 80, Label = "male", Unique = true, Novel = true },
        ["raced"] = new() { Count = 40, MinLength = 4, MaxLength = 9, Suffix = "as", Banned = ["rr", "ww"], Unique = true },
        ["raced under rules"] = new() { Count = 40, Regex = "[KLM].*[aė]", Temperature = 0.8f, TopP = 0.9f, Novel = true },
        ["fast"] = new() { Count = 60, Pattern = "?a*s", ConstraintMode = ConstraintMode.Fast, Temperature = 1.2f },
        ["fast, unique and novel"] = new()
        {
            Count = 60,
            Letters = "KLMabdegiklmnorstuvė",
            MinLength = 5,
            Unique = true,
            Novel = true,
            ConstraintMode = ConstraintMode.Fast,
        },
    };

    public static TheoryData<string> Requests { get; } = [.. Options.Keys];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Names_do_not_depend_on_batch_or_threads(string request)
    {
        var options = Options[request];

        var expected = new NameGenerator(_model).Generate(options with { BatchSize = 1 }).ToList();

        Assert.Equal(options.Count, expected.Count);
        foreach (var (batchSize, threads) in new[] { (7, 1), (256, 1), (1, 2), (64, 2), (7, 5), (256, 5) })
            Assert.Equal(expected, new NameGenerator(_model).Generate(options with { BatchSize = batchSize, Threads = threads }));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Completions_do_not_depend_on_schedule_order_or_shards(string request)
    {
        var (generator, few) = (new NameGenerator(_model), Options[request] with { Count = 2 });
        string[] prefixes = ["K", "La", "M"];
        var prompts = Enumerable.Range(0, 30).Select(row => new NamePrompt(row, prefixes[row % 3], row % 4 < 2 ? "male" : null)).ToList();

        var expected = generator.Complete(prompts, few).ToList();

        Assert.Equal(prompts.SelectMany(prompt => new[] { prompt, prompt }), expected.Select(name => name.Prompt));
        foreach (var (batchSize, threads) in new[] { (1, 1), (7, 2), (256, 5) })
            Assert.Equal(expected, generator.Complete(prompts, few with { BatchSize = batchSize, Threads = threads }));

        var shuffled = prompts.OrderBy(prompt => prompt.Row * 17 % 30).ToList();
        Assert.Equal(expected, generator.Complete(shuffled, few).OrderBy(name => name.Prompt.Row));

        var shards = Enumerable.Range(0, 4).SelectMany(shard => generator.Complete(prompts.Where(prompt => prompt.Row % 4 == shard), few));
        Assert.Equal(expected, shards.OrderBy(name => name.Prompt.Row));

        var resumed = expected.Take(26).Concat(generator.Complete(prompts.Skip(13), few));
        Assert.Equal(expected, resumed);
    }

    // More rows than a part holds, so that several parts are on their way at once.
    [Fact]
    public void Many_rows_do_not_depend_on_threads()
    {
        var generator = new NameGenerator(new ScriptedModel("abcdef"));
        var prompts = Enumerable.Range(0, 3_000).Select(row => new NamePrompt(row, "abcdef".Substring(row % 6, 1))).ToList();
        var options = new GenerationOptions { Count = 3, Unique = true };

        var expected = generator.Complete(prompts, options).ToList();

        Assert.Equal(9_000, expected.Count);
        Assert.Equal(expected, generator.Complete(prompts, options with { Threads = 2 }));
        Assert.Equal(expected, generator.Complete(prompts, options with { Threads = 5, BatchSize = 7 }));
        Assert.Equal(expected.Skip(300), generator.Complete(prompts.Skip(100), options with { Threads = 2 }));
    }

    // A row's names are those of a request with the prefix of its own, where the row is 0.
    [Fact]
    public void Row_0_is_the_request_itself()
    {
        var generator = new NameGenerator(_model);

        var options = new GenerationOptions { Count = 20, Prefix = "ignored", Label = "male" };

        var completed = generator.Complete([new NamePrompt(0, "Dai", "female")], options);

        Assert.Equal(generator.Generate(options with { Prefix = "Dai", Label = "female" }), completed.Select(name => name.Name));
    }

    [Fact]
    public void Rows_of_different_numbers_draw_differently_and_one_row_alike()
    {
        var generator = new NameGenerator(_model);
        NamePrompt[] prompts = [new(0, "A"), new(1, "A"), new(1L << 32, "A"), new(1, "A")];

        var names = generator.Complete(prompts, new GenerationOptions { Count = 8 }).Chunk(8)
            .Select(row => string.Join(' ', row.Select(name => name.Name.Name))).ToList();

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names[1], names[3]);
    }

    [Fact]
    public void Search_does_not_depend_on_the_batch()
    {
        var search = new NameSearch(_model);
        var options = new SearchOptions { Label = "female", MinLength = 4 };
        var sampling = new SamplingOptions { Temperature = 1.1f, Suffix = "as", Novel = true };

        var schedules = new[] { 1, 7, 64, 256 }.Select(size => options with { BatchSize = size }).ToList();
        var samples = schedules.Select(schedule => search.SampleWithoutReplacement(60, sampling, batchSize: schedule.BatchSize)).ToList();
        var tops = schedules.Select(schedule => search.Top(60, schedule)).ToList();

        Assert.All(samples, sample => Assert.Equal(samples[0], sample));
        Assert.All(tops, names => Assert.Equal(tops[0], names));
    }

    public void Dispose() => _model.Dispose();
}
