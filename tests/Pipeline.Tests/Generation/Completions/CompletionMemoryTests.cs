using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Completions;

[Collection(nameof(Alone))]
public sealed class CompletionMemoryTests
{
    private readonly ScriptedModel _model = new("abcdefghijklmnopqrst", maxLength: 9, hidden: 2_000);

    public static TheoryData<CompletionMethod, int> Requests { get; } = new()
    {
        { CompletionMethod.Samples, 100_000 },
        { CompletionMethod.Beam, 6_000 },
        { CompletionMethod.Top, 3_000 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Any_number_of_prefixes_leaves_memory_flat(CompletionMethod method, int rows)
    {
        var options = new CompletionOptions { Method = method, Generation = new() { Count = method == CompletionMethod.Samples ? 1 : 10, MaxLength = 4 } };
        using var answers = new NameCompleter(_model).Complete(Prompts(), options).GetEnumerator();
        var heap = HeapAfter(rows / 4);                                  // by then the tree's cache is full

        var grown = HeapAfter(rows) - heap;

        Assert.InRange(grown, long.MinValue, 1_000_000);

        long HeapAfter(int count)
        {
            for (var i = 0; i < count; i++)
                Assert.True(answers.MoveNext() && answers.Current.Failure is null);
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    // What waits for its turn behind a slow neighbour has been answered, and its search is gone.
    [Fact]
    public void Rows_that_are_given_up_leave_memory_flat()
    {
        var options = new CompletionOptions { Generation = new() { Count = 2, Unique = true, MaxLength = 4 } };
        var prompts = Prompts().Select(prompt => prompt with { Prefix = "abcd" });
        using var answers = new NameCompleter(_model).Complete(prompts, options).GetEnumerator();
        var heap = HeapAfter(100);

        var grown = HeapAfter(300) - heap;

        Assert.InRange(grown, long.MinValue, 1_000_000);

        long HeapAfter(int count)
        {
            for (var i = 0; i < count; i++)
                Assert.True(answers.MoveNext() && answers.Current.Failure is not null);
            return GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    private static IEnumerable<NamePrompt> Prompts()
    {
        for (var row = 0; ; row++)
            yield return new NamePrompt(row, string.Concat((char)('a' + row % 20), (char)('a' + row / 20 % 20), (char)('a' + row / 400 % 20)));
    }
}
