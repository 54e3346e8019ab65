using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace MlPipeline.Evaluation.Report;

/// <summary>The program that made a report.</summary>
/// <param name="Version">Of MlPipeline.</param>
/// <param name="Commit">The commit that it was built from; null where the build didn't know it.</param>
/// <param name="Runtime">The .NET runtime and the machine's kind.</param>
/// <param name="OnnxRuntime">Version of ONNX Runtime; null where the managed engine computed the model.</param>
internal sealed record CodeVersion(string Version, string? Commit, string Runtime, string? OnnxRuntime)
{
    /// <summary>Gets what computed the model, in words.</summary>
    [JsonIgnore]
    public string Engine => OnnxRuntime is null ? "managed engine" : $"ONNX Runtime {OnnxRuntime}";

    /// <summary>Gets this program's.</summary>
    /// <param name="onnxRuntime">Version of ONNX Runtime; null where the managed engine computes the model.</param>
    public static CodeVersion Current(string? onnxRuntime)
    {
        var version = typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var parts = version.Split('+', 2);
        return new CodeVersion(
            parts[0], parts.ElementAtOrDefault(1), $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            onnxRuntime);
    }
}
