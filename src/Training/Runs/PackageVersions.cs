using System.Reflection;

namespace MlPipeline.Training.Runs;

/// <summary>The versions that a run depends on.</summary>
internal static class PackageVersions
{
    public static IReadOnlyList<KeyValuePair<string, string>> All { get; } =
    [
        new("mlpipeline_version", Of(typeof(PackageVersions))),
        new("torchsharp_version", Of(typeof(TorchSharp.torch))),
        new("onnxruntime_version", Of(typeof(Microsoft.ML.OnnxRuntime.InferenceSession))),
        new("mlnet_version", Of(typeof(Microsoft.ML.MLContext))),
        new("dotnet_version", Environment.Version.ToString()),
    ];

    // Without the commit behind the plus sign.
    private static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
