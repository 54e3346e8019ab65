using System.Runtime.CompilerServices;
using MlPipeline.Training.Native;
using static TorchSharp.torch;

// The tensor library's threads spin: tests side by side would be many times slower than one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace MlPipeline.Training.Tests;

internal static class TestAssembly
{
    [ModuleInitializer]
    public static void LoadTorch()
    {
        TorchLibrary.EnsureLoadable();
        set_num_threads(1);
    }
}
