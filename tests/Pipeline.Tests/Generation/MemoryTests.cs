using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation;

[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    // Through the real prediction engine. The heap is what leaks in managed code, the working set what leaks in native code.
    [Fact]
    public void Hundred_thousand_characters_leave_memory_flat()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var generator = new NameGenerator(model);
        Generate(2_000);
        var (heap, workingSet) = Measure();

        var characters = Generate(16_000);

        var (heapAfter, workingSetAfter) = Measure();
        Assert.True(characters > 100_000);
        Assert.InRange(heapAfter - heap, long.MinValue, 2_000_000);
        Assert.InRange(workingSetAfter - workingSet, long.MinValue, 60_000_000);

        int Generate(int count) => generator.Generate(new GenerationOptions { Count = count }).Sum(name => name.Name.Length + 1);
    }

    private static (long Heap, long WorkingSet) Measure()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return (heap, process.WorkingSet64);
    }
}
