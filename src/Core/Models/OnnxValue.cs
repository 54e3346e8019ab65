namespace MlPipeline.Models;

/// <summary>An input or output of a graph as the file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements; null where it is no tensor or its type is not said.</param>
/// <param name="Shape">Its dimensions, −1 for one of any size; null where the shape is not said.</param>
internal sealed record OnnxValue(string Name, OnnxElementType? Type, IReadOnlyList<long>? Shape)
{
    /// <summary>Reads a ValueInfoProto.</summary>
    public static OnnxValue Read(ProtobufReader reader, ProtobufReader.Field value)
    {
        var read = new OnnxValue("", null, null);
        foreach (var field in reader.Fields(value))
        {
            if (field.Number == 1)
                read = read with { Name = reader.Text(field) };
            else if (field.Number == 2)
                read = ReadType(reader, field, read);
        }

        return read;
    }

    // TypeProto: field 1 is the type of a tensor, of element type 1 and shape 2.
    private static OnnxValue ReadType(ProtobufReader reader, ProtobufReader.Field type, OnnxValue read)
    {
        foreach (var tensor in reader.Fields(type).Where(field => field.Number == 1))
        {
            foreach (var field in reader.Fields(tensor))
            {
                if (field.Number == 1)
                {
                    read = read with { Type = (OnnxElementType)field.Value };
                }
                else if (field.Number == 2)
                {
                    read = read with
                    {
                        Shape = [.. reader.Fields(field).Where(dimension => dimension.Number == 1)
                        .Select(dimension => ReadSize(reader, dimension))]
                    };
                }
            }
        }

        return read;
    }

    // A dimension is a number, or a name that stands for any.
    private static long ReadSize(ProtobufReader reader, ProtobufReader.Field dimension)
    {
        var size = -1L;
        foreach (var field in reader.Fields(dimension))
            size = field.Number switch { 1 => (long)field.Value, 2 => -1, _ => size };
        return size;
    }
}
