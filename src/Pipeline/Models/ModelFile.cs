using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlPipeline.Models;

/// <summary>Reads what a model file says about itself and checks it against the graph.</summary>
public static class ModelFile
{
    /// <summary>Opens the file once and reads its manifest.</summary>
    /// <param name="path">Path of an ONNX file that MlPipeline's training project wrote.</param>
    /// <exception cref="ModelFileException">
    /// There is no such file, it is not ONNX, it is cut off, of a newer format, or its metadata and its graph disagree.
    /// </exception>
    public static ModelManifest ReadManifest(string path)
    {
        if (Directory.Exists(path))
            throw new ModelFileException(path, "it is a folder, and no file. Name the model file in it.");
        if (!File.Exists(path))
            throw new ModelFileException(path, "there is no such file. Check the path, or train a model first.");
        EnsureReadable(path);

        using var session = OpenSession(path);
        try
        {
            var manifest = ModelManifest.FromProperties(session.ModelMetadata.CustomMetadataMap);
            CheckGraph(manifest, session);
            return manifest;
        }
        catch (FormatException exception)
        {
            throw new ModelFileException(path, exception.Message.TrimEnd('.') + ".", exception);
        }
    }

    // ONNX Runtime says of a file that may not be read what it says of one that is damaged.
    private static void EnsureReadable(string path)
    {
        try
        {
            using var _ = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new ModelFileException(path, exception is UnauthorizedAccessException ? "access is denied. Ask for the right to read it." : $"it can't be read: {exception.Message}", exception);
        }
    }

    private static InferenceSession OpenSession(string path)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelFileException(path,
                $"it is cut off, or no ONNX model at all ({new FileInfo(path).Length:N0} bytes). Copy or export it again.", exception);
        }
    }

    private static void CheckGraph(ModelManifest manifest, InferenceSession session)
    {
        int[] state = [manifest.Layers, -1, manifest.Hidden];

        Check(session.InputMetadata, "input", "tokens", TensorElementType.Int64, [-1, -1]);
        Check(session.OutputMetadata, "output", "logits", TensorElementType.Float, [-1, -1, manifest.Vocabulary.Count]);
        foreach (var name in manifest.StateNames)
        {
            Check(session.InputMetadata, "input", name, TensorElementType.Float, state);
            Check(session.OutputMetadata, "output", name + "_out", TensorElementType.Float, state);
        }

        if (session.InputMetadata.Count != 1 + manifest.StateNames.Count)
            throw new FormatException($"the metadata says {manifest.Cell}, and the graph has the inputs {string.Join(", ", session.InputMetadata.Keys)}");
    }

    private static void Check(
        IReadOnlyDictionary<string, NodeMetadata> values, string kind, string name, TensorElementType type, int[] shape)
    {
        if (!values.TryGetValue(name, out var value))
            throw new FormatException($"the graph has no {kind} '{name}', which its metadata calls for");
        if (!value.IsTensor || value.ElementDataType != type || !value.Dimensions.SequenceEqual(shape))
        {
            throw new FormatException(
                $"the metadata calls for the {kind} '{name}' as {type} {Format(shape)}, and the graph has {value.ElementDataType} {Format(value.Dimensions)}");
        }

        static string Format(int[] shape) => $"[{string.Join(", ", shape.Select(size => size < 0 ? "any" : $"{size}"))}]";
    }
}
