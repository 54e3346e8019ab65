using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation;

[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    // Through the real prediction engine. The heap is what leaks in managed code, the working set what leaks in native code.
    [Fact]
    public void Million_characters_leave_memory_flat()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var names = new NameGenerator(model).Generate(new GenerationOptions { Count = int.MaxValue, BatchSize = 256 });
        using var next = names.GetEnumerator();
        var (before, _) = Measure();
        Read(600_000);                                                   // by then a window of the largest size is drawn
        var (heap, workingSet) = Measure();
        Assert.InRange(heap - before, 0, 150_000_000);

        var growth = Enumerable.Range(0, 3).Select(_ =>
        {
            Read(250_000);
            var (heapNow, workingSetNow) = Measure();
            return (Heap: heapNow - heap, WorkingSet: workingSetNow - workingSet);
        }).ToList();

        Assert.All(growth, grown => Assert.InRange(grown.Heap, long.MinValue, 2_000_000));
        Assert.All(growth, grown => Assert.InRange(grown.WorkingSet, long.MinValue, 60_000_000));

        void Read(int characters)
        {
            for (var read = 0; read < characters && next.MoveNext(); read += next.Current.Name.Length + 1)
            {
            }
        }
    }

    // Many searches, each of many texts. They keep much for a while, so that the working set says nothing.
    [Fact]
    public void Searches_leave_nothing_behind()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var search = new NameSearch(model);
        Search(times: 4);
        var (heap, _) = Measure();

        Search(times: 16);

        var (heapAfter, _) = Measure();
        Assert.InRange(heapAfter - heap, long.MinValue, 2_000_000);

        void Search(int times)
        {
            for (var i = 0; i < times; i++)
                Assert.Equal(100, search.SampleWithoutReplacement(100, new SamplingOptions { Suffix = "as" }).Count);
        }
    }

    private static (long Heap, long WorkingSet) Measure()
    {
        // Aggressively, so that the collector keeps nothing for later that would count as the working set.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return (heap, process.WorkingSet64);
    }
}
