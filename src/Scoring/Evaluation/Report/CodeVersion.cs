using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace MlPipeline.Scoring.Evaluation.Report;

/// <summary>The program that made a report.</summary>
/// <param name="Version">Of MlPipeline.</param>
/// <param name="Commit">The commit that it was built from; null where the build didn't know it.</param>
/// <param name="Runtime">The .NET runtime and the machine's kind.</param>
/// <param name="OnnxRuntime">Version of ONNX Runtime.</param>
internal sealed record CodeVersion(string Version, string? Commit, string Runtime, string OnnxRuntime)
{
    /// <summary>Gets this program's.</summary>
    public static CodeVersion Current { get; } = Read();

    private static CodeVersion Read()
    {
        var parts = VersionOf(typeof(CodeVersion).Assembly).Split('+', 2);
        return new CodeVersion(
            parts[0], parts.ElementAtOrDefault(1), $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            VersionOf(typeof(InferenceSession).Assembly).Split('+', 2)[0]);
    }

    private static string VersionOf(Assembly assembly) => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
