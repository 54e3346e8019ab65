using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace MlPipeline.Models;

/// <summary>Opens model files with one of the engines.</summary>
public static class CharacterModel
{
    /// <summary>Opens a model file.</summary>
    /// <param name="path">Path of an ONNX file that MlPipeline's training project wrote.</param>
    /// <param name="engine">What computes it. Default: ONNX Runtime behind ML.NET.</param>
    /// <returns>
    /// An <see cref="OnnxCharacterModel"/> or a <see cref="ManagedCharacterModel"/>. Thread-safe; dispose it after the last call.
    /// </returns>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such engine.</exception>
    public static ICharacterModel Open(string path, Engine engine = Engine.Onnx) => engine switch
    {
        Engine.Onnx => OnnxCharacterModel.Open(path),
        Engine.Managed => ManagedCharacterModel.Open(path),
        _ => throw Unknown(engine),
    };

    /// <summary>Opens a model from a stream, such as an embedded resource.</summary>
    /// <param name="stream">The bytes of a model file; read from where it is to its end, not closed.</param>
    /// <param name="engine">What computes it. Default: ONNX Runtime behind ML.NET.</param>
    /// <inheritdoc cref="Open(string, Engine)"/>
    public static ICharacterModel Open(Stream stream, Engine engine = Engine.Onnx) => engine switch
    {
        Engine.Onnx => OnnxCharacterModel.Open(stream),
        Engine.Managed => ManagedCharacterModel.Open(stream),
        _ => throw Unknown(engine),
    };

    /// <summary>Gets the version of ONNX Runtime.</summary>
    internal static string OnnxRuntimeVersion { get; } =
        typeof(InferenceSession).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split(
            '+', 2)[0];

    private static ArgumentOutOfRangeException Unknown(Engine engine) =>
        new(nameof(engine), engine, "The engine must be Onnx or Managed.");
}
