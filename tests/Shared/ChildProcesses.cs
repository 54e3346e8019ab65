using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MlPipeline.Testing;

/// <summary>Settings that programs started by tests inherit.</summary>
internal static class ChildProcesses
{
    /// <summary>Spares them the instrumentation of code that soon ends, a tenth of the time.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must be set before the first test starts a program.")]
    public static void Prepare() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
}
