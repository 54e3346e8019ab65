using System.Runtime.InteropServices;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Pictures;

/// <summary>Reads the table of embeddings from a model file: the initializer <c>embedding</c>, float32 [V, E].</summary>
/// <remarks>ONNX Runtime doesn't give out weights, so they are read where the file has them.</remarks>
internal static class EmbeddingTable
{
    private const string Name = "embedding";

    /// <summary>Reads it.</summary>
    /// <param name="path">A model file.</param>
    /// <returns>A row for each token; null where the file has no such table.</returns>
    /// <exception cref="ModelFileException">The file can't be read.</exception>
    public static float[][]? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var table = OnnxHeader.Read(stream).Tensors.FirstOrDefault(tensor => tensor.Name == Name);
            if (table is not { Type: OnnxElementType.Float, Shape: [var rows and > 0, var width and > 0] })
                return null;

            var bytes = table.Data.End - table.Data.Start;
            if (rows > Array.MaxLength / sizeof(float) / width || rows * width * sizeof(float) != bytes)
                return null;
            stream.Position = table.Data.Start;
            var data = new byte[bytes];
            stream.ReadExactly(data);
            return [.. MemoryMarshal.Cast<byte, float>(data).ToArray().Chunk((int)width)];
        }
        catch (InvalidDataException)
        {
            return null; // no model, where none was opened before
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException(
                path, $"the file can't be read: {exception.Message.TrimEnd('.')}. Check who may read it.", exception);
        }
    }
}
