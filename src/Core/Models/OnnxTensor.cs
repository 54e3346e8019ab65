using System.Buffers.Binary;

namespace MlPipeline.Models;

/// <summary>A tensor of a graph as the file declares it: its weights stay in the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Data">Where its bytes start and end in the file; both 0 where it has none.</param>
/// <param name="Numbers">Its elements, of a short tensor of whole numbers; otherwise empty.</param>
/// <param name="Foreign">What no tensor of MlPipeline's files has, as the rest of a sentence; null where there is nothing.</param>
internal sealed record OnnxTensor(
    string Name, OnnxElementType Type, IReadOnlyList<long> Shape, (long Start, long End) Data, IReadOnlyList<long> Numbers, string? Foreign)
{
    private const int MostDimensions = 4, MostNumbers = 1 << 12;

    /// <summary>Reads a TensorProto.</summary>
    public static OnnxTensor Read(ProtobufReader reader, ProtobufReader.Field tensor)
    {
        var read = new OnnxTensor("", 0, [], default, [], null);
        byte[] bytes = [];
        var seen = 0;
        foreach (var field in reader.Fields(tensor))
        {
            // Dimensions may come one by one; all else comes once.
            var bit = field.Number is 2 or 8 or 9 ? 1 << field.Number : 0;
            if ((seen & bit) != 0)
                read = read with { Foreign = $"has a part (field {field.Number}) twice" };
            seen |= bit;
            switch (field.Number)
            {
                case 1: read = read with { Shape = [.. read.Shape, .. reader.Numbers(field, MostDimensions)] }; break;
                case 2: read = read with { Type = (OnnxElementType)Math.Min(field.Value, int.MaxValue) }; break;
                case 8: read = read with { Name = reader.Text(field) }; break;
                case 9:
                    read = read with { Data = (field.End - field.Length, field.End) };
                    bytes = field.Length <= MostNumbers * sizeof(long) && read.Type == OnnxElementType.Int64
                        ? reader.Bytes(field, MostNumbers * sizeof(long))
                        : [];
                    break;
                default: read = read with { Foreign = read.Foreign ?? $"has a part (field {field.Number})" }; break;
            }

            if (read.Shape.Count > MostDimensions)
                throw new InvalidDataException("a tensor of too many dimensions");
        }

        return read with
        {
            Numbers = [.. Enumerable.Range(0, bytes.Length / sizeof(long))
                .Select(i => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * sizeof(long))))],
        };
    }
}
