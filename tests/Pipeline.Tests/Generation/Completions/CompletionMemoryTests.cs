using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Completions;

[Collection(nameof(Alone))]
public sealed class CompletionMemoryTests
{
    private readonly ScriptedModel _model = new("abcdefghijklmnopqrst", maxLength: 6, hidden: 2_000);

    // Ends are likely, so that beams and searches end with texts left that they never read.
    public CompletionMemoryTests()
    {
        foreach (var logits in from before in Enumerable.Range(0, 22) from last in Enumerable.Range(0, 22) select _model[before, last])
            logits[Vocabulary.Boundary] = 3;
    }

    public static TheoryData<CompletionMethod, int> Requests { get; } = new()
    {
        { CompletionMethod.Samples, 20_000 },
        { CompletionMethod.Beam, 2_000 },
        { CompletionMethod.Top, 2_000 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Any_number_of_prefixes_leaves_memory_flat(CompletionMethod method, int rows)
    {
        var options = new CompletionOptions { Method = method, Generation = new() { Count = method == CompletionMethod.Samples ? 1 : 10 } };
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

    private static IEnumerable<NamePrompt> Prompts()
    {
        for (var row = 0; ; row++)
        {
            yield return new NamePrompt(
                row, string.Concat((char)('a' + row % 20), (char)('a' + row / 20 % 20), (char)('a' + row / 400 % 20)));
        }
    }
}
