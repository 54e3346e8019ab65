using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MlPipeline.Models;

/// <summary>What must be so before anything of this library runs.</summary>
internal static class LibraryStart
{
    /// <summary>Sets what ONNX Runtime and ML.NET read once, at their first use, which may be the app's own.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "An app may call ONNX Runtime or ML.NET itself after any call to this library.")]
    public static void Run()
    {
        OnnxRuntimeTelemetry.Disable();
        DynamicCode.Allow();
    }
}
