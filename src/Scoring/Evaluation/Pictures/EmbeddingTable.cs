using Google.Protobuf;

namespace MlPipeline.Scoring.Evaluation.Pictures;

/// <summary>Reads the table of embeddings from a model file: the initializer <c>embedding</c>, float32 [V, E].</summary>
/// <remarks>ONNX Runtime doesn't give out weights, so the file is read as what it is: protocol buffers (onnx.proto3 of IR 8).</remarks>
internal static class EmbeddingTable
{
    private const string Name = "embedding";
    private const int GraphOfModel = 7, InitializerOfGraph = 5, DimsOfTensor = 1, TypeOfTensor = 2, NameOfTensor = 8, RawDataOfTensor = 9;
    private const int Float = 1;

    /// <summary>Reads it.</summary>
    /// <param name="path">A model file.</param>
    /// <returns>A row for each token; null where the file has no such table.</returns>
    public static float[][]? Read(string path)
    {
        foreach (var graph in FieldsOf(File.ReadAllBytes(path), GraphOfModel))
        {
            if (FieldsOf(graph, InitializerOfGraph).Select(Parse).FirstOrDefault(table => table is not null) is { } found)
                return found;
        }

        return null;
    }

    private static float[][]? Parse(byte[] tensor)
    {
        var (dims, type, name, data) = (new List<long>(), 0, "", Array.Empty<byte>());
        var input = new CodedInputStream(tensor);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag))
            {
                case (DimsOfTensor, WireFormat.WireType.Varint): dims.Add(input.ReadInt64()); break;
                case (DimsOfTensor, WireFormat.WireType.LengthDelimited): dims.AddRange(Packed(input.ReadBytes())); break;
                case (TypeOfTensor, _): type = input.ReadInt32(); break;
                case (NameOfTensor, _): name = input.ReadString(); break;
                case (RawDataOfTensor, _): data = input.ReadBytes().ToByteArray(); break;
                default: input.SkipLastField(); break;
            }
        }

        return name == Name && type == Float && dims.Count == 2 && data.LongLength == dims[0] * dims[1] * sizeof(float)
            ? [.. data.Chunk((int)dims[1] * sizeof(float)).Select(row => row.Chunk(sizeof(float)).Select(value => BitConverter.ToSingle(value)).ToArray())]
            : null;
    }

    private static IEnumerable<long> Packed(ByteString bytes)
    {
        var input = bytes.CreateCodedInput();
        while (!input.IsAtEnd)
            yield return input.ReadInt64();
    }

    private static IEnumerable<byte[]> FieldsOf(byte[] message, int field)
    {
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == field)
                yield return input.ReadBytes().ToByteArray();
            else
                input.SkipLastField();
        }
    }
}
