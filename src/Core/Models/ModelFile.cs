using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>Reads what a model file says about itself and checks it against the graph.</summary>
public static class ModelFile
{
    private const long LargestFile = int.MaxValue;                       // of any protocol buffer

    /// <summary>
    /// Reads a file's manifest, and checks the file against it: that the graph is one of ours, that its sizes are those of the manifest,
    /// that the weights are finite, and the checksum where the file has one. Nothing of the file runs, and its weights are not kept.
    /// </summary>
    /// <param name="path">Path of an ONNX file that MlPipeline's training project wrote.</param>
    /// <exception cref="ModelFileException">
    /// There is no such file, it is not ONNX, it is cut off, damaged, of a newer format, or its metadata and its graph disagree.
    /// </exception>
    public static ModelManifest ReadManifest(string path) => ReadManifest(path, path);

    /// <summary>Reads the manifest of a file that errors call otherwise.</summary>
    internal static ModelManifest ReadManifest(string path, string source) =>
        With(path, source, stream => Read(stream, source, (manifest, _) => manifest));

    /// <summary>Reads a file's manifest and weights.</summary>
    /// <param name="stream">The file's bytes; it can seek.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ModelFileException">
    /// As of <see cref="ReadManifest(string)"/>, or the graph is wired in another way than ours.
    /// </exception>
    internal static (ModelManifest Manifest, ManagedWeights Weights) ReadWeights(Stream stream, string source) =>
        Read(stream, source, (manifest, header) => (manifest, new ManagedGraph(manifest, header, stream).Read()));

    /// <summary>Opens a file and does something with its bytes.</summary>
    /// <exception cref="ModelFileException">It can't be read.</exception>
    internal static T With<T>(string path, string source, Func<Stream, T> use)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw new ModelFileException(source, "it is a folder, and no file. Name the model file in it.");
        if (!File.Exists(path))
            throw new ModelFileException(source, "there is no such file. Check the path, or train a model first.");
        if (NodeType.IsPipeOrDevice(path))
            throw new ModelFileException(source, "it is a pipe or a device, and no file. Copy the model into a file first.");

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return use(stream);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ModelFileException(source, "access is denied. Ask for the right to read it.", exception);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException)
        {
            throw new ModelFileException(
                source, $"the file can't be read: {exception.Message.TrimEnd('.')}. Check who may read it.", exception);
        }
    }

    private static T Read<T>(Stream stream, string source, Func<ModelManifest, OnnxHeader, T> use)
    {
        try
        {
            if (stream.Length > LargestFile)
                throw new FormatException($"it has {stream.Length:N0} bytes, and an ONNX model has at most {LargestFile:N0}");
            var header = OnnxHeader.Read(stream);
            if (header.Oversized is { } oversized)
                throw new FormatException(oversized);
            var manifest = ModelManifest.FromProperties(header.Properties);
            CheckGraph(manifest, header);
            GraphCheck.Run(manifest, header);
            ModelChecksum.Check(stream, header);
            return use(manifest, header);
        }
        catch (InvalidDataException exception)
        {
            throw new ModelFileException(
                source, $"it is cut off, or no ONNX model at all ({stream.Length:N0} bytes). Copy or export it again.", exception);
        }
        catch (FormatException exception)
        {
            throw new ModelFileException(source, exception.Message.TrimEnd('.') + ".", exception);
        }
    }

    private static void CheckGraph(ModelManifest manifest, OnnxHeader header)
    {
        long[] state = [manifest.Layers, -1, manifest.Hidden];

        Check(header.Inputs, "input", "tokens", OnnxElementType.Int64, [-1, -1]);
        Check(header.Outputs, "output", "logits", OnnxElementType.Float, [-1, -1, manifest.Vocabulary.Count]);
        foreach (var name in manifest.StateNames)
        {
            Check(header.Inputs, "input", name, OnnxElementType.Float, state);
            Check(header.Outputs, "output", name + "_out", OnnxElementType.Float, state);
        }

        if (header.Inputs.Count != 1 + manifest.StateNames.Count)
        {
            throw new FormatException(
                $"the metadata says {manifest.Cell}, and the graph has the inputs " +
                    $"{MessageText.List(header.Inputs.Select(input => input.Name))}");
        }
    }

    private static void Check(IReadOnlyList<OnnxValue> values, string kind, string name, OnnxElementType type, long[] shape)
    {
        if (values.FirstOrDefault(value => value.Name == name) is not { } found)
            throw new FormatException($"the graph has no {kind} '{name}', which its metadata calls for");
        if (found.Type != type || found.Shape is null || !found.Shape.SequenceEqual(shape))
        {
            throw new FormatException(
                $"the metadata calls for the {kind} '{name}' as {type} {Format(shape)}, and the graph has " +
                    $"{found.Type?.ToString() ?? "no tensor"} {Format(found.Shape)}");
        }

        static string Format(IReadOnlyList<long>? shape) =>
            shape is null ? "of any shape" : $"[{string.Join(", ", shape.Select(size => size < 0 ? "any" : $"{size}"))}]";
    }
}
