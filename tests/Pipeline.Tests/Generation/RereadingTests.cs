using System.Globalization;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Tests.Decoding;

namespace MlPipeline.Tests.Generation;

/// <summary>Whatever the library gives lazily can be read again, at once and in part: nothing of a reading outlives it.</summary>
public sealed class RereadingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ScriptedModel Model = new("abc", labels: ["x"]);
    private static readonly NamePrompt[] Prompts = [.. Enumerable.Range(0, 600)
        .Select(row => new NamePrompt(row, row % 2 == 0 ? "a" : "bc", row % 3 == 0 ? "x" : null))];
    private static readonly (
        string, string?)[] Labelled = [.. Enumerable.Range(0, 150).Select(i => ("abcabc"[(i % 5)..], i % 2 == 0 ? "x" : null))];

    private static readonly Dictionary<string, Func<IEnumerable<object>>> Lazy = new()
    {
        ["names"] = () => Generate(new() { Count = 300 }),
        ["names of two threads"] = () => Generate(new() { Count = 300, Threads = 2 }),
        ["unique names"] = () => Generate(new() { Count = 100, Unique = true }),
        ["unique names of two threads"] = () => Generate(new() { Count = 100, Unique = true, Threads = 2 }),
        ["raced names"] = () => Generate(new() { Count = 60, Suffix = "a", Unique = true }),
        ["raced names of two threads"] = () => Generate(new() { Count = 60, Suffix = "a", Threads = 2 }),
        ["masked names"] = () => Generate(new() { Count = 60, Pattern = "a*b", ConstraintMode = ConstraintMode.Fast }),
        ["completions"] = () => new NameGenerator(Model).Complete(Prompts, new() { Count = 2 }),
        ["completions of two threads"] = () => new NameGenerator(Model).Complete(Prompts, new() { Count = 2, Threads = 2, Unique = true }),
        ["samples"] = () => Complete(CompletionMethod.Samples),
        ["beams"] = () => Complete(CompletionMethod.Beam),
        ["searches"] = () => Complete(CompletionMethod.Top),
        ["scores"] = () => new NameScorer(Model).Score(Labelled.Select(name => name.Item1)),
        ["labelled scores"] = () => new NameScorer(Model).Score(Labelled),
        ["explanations"] = () => new NameScorer(Model).Explain(Labelled),
        ["names of a file"] = () => NameCsv.Read(TestFiles.Names),
    };

    public static TheoryData<string> Results { get; } = [.. Lazy.Keys];

    [Theory]
    [MemberData(nameof(Results))]
    public async Task Every_reading_gives_the_same(string result) => await InTime(() =>
    {
        var items = Lazy[result]();

        var first = Read(items);

        Assert.NotEmpty(first);
        Assert.Equal(first, Read(items));
        Assert.True(items.Any());
        Assert.Equal(first[0], Text(items.First()));
        Assert.Equal(first, Read(items));
        Assert.Equal(first, Read(Lazy[result]()));
    });

    [Theory]
    [MemberData(nameof(Results))]
    public async Task Two_readings_go_on_beside_each_other(string result) => await InTime(() =>
    {
        var items = Lazy[result]();

        Assert.All(items.Zip(items), pair => Assert.Equal(Text(pair.First), Text(pair.Second)));
        Assert.Equal(Read(items), Read(Staggered(items)));

        // The second reading is seven items ahead, and is left in the middle.
        static IEnumerable<object> Staggered(IEnumerable<object> items)
        {
            using var ahead = items.Skip(7).GetEnumerator();
            foreach (var item in items)
            {
                ahead.MoveNext();
                yield return item;
            }
        }
    });

    [Theory]
    [MemberData(nameof(Results))]
    public async Task Reading_that_is_dropped_disturbs_no_other(string result) => await InTime(() =>
    {
        var items = Lazy[result]();
        var expected = Read(items);

        var dropped = items.GetEnumerator();
        dropped.MoveNext();
        dropped.MoveNext();

        Assert.Equal(expected, Read(items));
        Assert.Equal(expected[1], Text(dropped.Current));
    });

    [Fact]
    public async Task Readings_on_several_threads_give_the_same()
    {
        var items = Generate(new() { Count = 2_000, Threads = 2, Unique = false });

        var readings = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Read(items))))
            .WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.All(readings, reading => Assert.Equal(readings[0], reading));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Reading_that_ends_early_leaves_no_work_behind(int threads)
    {
        var model = new GatedModel(new ScriptedModel("abc"), _ => { });
        var names = new NameGenerator(model).Generate(new() { Count = 1_000_000, Threads = threads });

        Assert.Equal(names.Take(5), names.Take(5));

        Assert.Equal(0, model.UnderWay);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Source_is_read_again_for_each_reading(int threads)
    {
        var begun = 0;
        var completions = new NameGenerator(Model).Complete(Source(), new() { Count = 1, Threads = threads });

        Assert.Equal(0, begun);
        Assert.Equal(completions.ToList(), completions.ToList());
        Assert.Equal(2, begun);

        IEnumerable<NamePrompt> Source()
        {
            begun++;
            foreach (var prompt in Prompts)
                yield return prompt;
        }
    }

    // 300 prompts are more than one part of a thread, and less than two.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Source_that_fails_is_told_once_behind_the_answers_before_it(int threads)
    {
        var completions = new NameGenerator(Model).Complete(Failing(), new() { Count = 1, Threads = threads });

        using var taken = completions.GetEnumerator();
        var count = 0;
        var exception = Assert.Throws<TimeoutException>(() =>
        {
            for (; taken.MoveNext(); count++)
            {
            }
        });

        Assert.Equal("scripted", exception.Message);
        Assert.Equal(300, count);
        Assert.False(taken.MoveNext());

        static IEnumerable<NamePrompt> Failing()
        {
            foreach (var prompt in Prompts.Take(300))
                yield return prompt;
            throw new TimeoutException("scripted");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Statistics_are_those_of_the_reading_that_was_begun_last(int threads)
    {
        var statistics = new GenerationStatistics();
        var names = new NameGenerator(Model).Generate(new() { Count = 100, Unique = true, Threads = threads }, statistics);

        _ = names.ToList();
        var (draws, accepted) = (statistics.Draws, statistics.Accepted);
        _ = names.ToList();

        Assert.True(draws > 100);
        Assert.Equal((draws, accepted), (statistics.Draws, statistics.Accepted));

        using var earlier = names.GetEnumerator();
        earlier.MoveNext();
        _ = names.First();
        var shown = statistics.Draws;
        while (earlier.MoveNext())
            Assert.Equal(shown, statistics.Draws);
    }

    [Fact]
    public void Rows_and_streams_that_can_be_read_once_say_so()
    {
        var names = NameCsv.Read(new MemoryStream("name\nOna\nRasa\n"u8.ToArray()));
        using var table = CsvTable.Read(new MemoryStream("name\nOna\nRasa\n"u8.ToArray()), "memory");

        Assert.Equal("Ona", names.First().Name);
        Assert.Equal(2, table.Rows().First().Number);

        Assert.Contains(
            "can be read once", Assert.Throws<InvalidOperationException>(() => names.Count()).Message, StringComparison.Ordinal);
        Assert.Contains(
            "memory can be read once", Assert.Throws<InvalidOperationException>(() => table.Rows().Count()).Message,
            StringComparison.Ordinal);
    }

    private static IEnumerable<GeneratedName> Generate(GenerationOptions options) => new NameGenerator(Model).Generate(options);

    private static IEnumerable<PrefixCompletion> Complete(CompletionMethod method) =>
        new NameCompleter(Model).Complete(Prompts.Take(40), new() { Method = method, Generation = new() { Count = 3 } });

    private static List<string> Read(IEnumerable<object> items) => [.. items.Select(Text)];

    private static string Text(object item) => item switch
    {
        PrefixCompletion completion => $"{completion.Prompt} {string.Join(' ', completion.Completions)} {completion.Failure?.Message}",
        IReadOnlyList<CharacterScore> scores =>
            string.Join(' ', scores.Select(score => score.LogProbability.ToString("R", CultureInfo.InvariantCulture))),
        _ => item.ToString()!,
    };

    // A reading that never ends is the fault that this is about.
    private static Task InTime(Action test) => Task.Run(test).WaitAsync(Patience);
}
