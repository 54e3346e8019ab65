using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlPipeline.Models;

/// <summary>What an ONNX file declares beside its nodes and weights: metadata, inputs and outputs.</summary>
/// <remarks>Field numbers are those of onnx.proto3 (github.com/onnx/onnx).</remarks>
internal sealed class OnnxHeader
{
    private const int Graph = 7, Metadata = 14;                          // of ModelProto
    private const int Initializer = 5, Input = 11, Output = 12;          // of GraphProto

    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);
    private readonly List<OnnxValue> _inputs = [], _outputs = [];
    private readonly HashSet<string> _initialized = new(StringComparer.Ordinal);
    private bool _hasGraph;

    private OnnxHeader()
    {
    }

    /// <summary>Gets the file's <c>metadata_props</c>; of keys that come twice the last value.</summary>
    public IReadOnlyDictionary<string, string> Properties => _properties;

    /// <summary>Gets the inputs that must be fed: without those that the file has values for.</summary>
    public IReadOnlyList<OnnxValue> Inputs => [.. _inputs.Where(input => !_initialized.Contains(input.Name))];

    /// <summary>Gets the outputs.</summary>
    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    /// <summary>Reads a file's header.</summary>
    /// <param name="stream">The bytes of an ONNX file; it can seek.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX file, or cut off.</exception>
    public static OnnxHeader Read(Stream stream)
    {
        var (header, reader) = (new OnnxHeader(), new ProtobufReader(stream));
        foreach (var field in reader.Fields())
        {
            if (field.Number == Graph)
                header.ReadGraph(reader, field);
            else if (field.Number == Metadata)
                header.ReadProperty(reader, field);
        }

        return header._hasGraph ? header : throw new InvalidDataException("there is no graph");
    }

    private void ReadGraph(ProtobufReader reader, ProtobufReader.Field graph)
    {
        _hasGraph = true;
        foreach (var field in reader.Fields(graph))
        {
            if (field.Number == Input)
                _inputs.Add(OnnxValue.Read(reader, field));
            else if (field.Number == Output)
                _outputs.Add(OnnxValue.Read(reader, field));
            else if (field.Number == Initializer)
                _initialized.Add(ReadName(reader, field));
        }
    }

    private void ReadProperty(ProtobufReader reader, ProtobufReader.Field property)
    {
        var (key, value) = ("", "");
        foreach (var field in reader.Fields(property))
        {
            if (field.Number == 1)
                key = reader.Text(field);
            else if (field.Number == 2)
                value = reader.Text(field);
        }

        _properties[key] = value;
    }

    // Of TensorProto; the weights themselves are passed over.
    private static string ReadName(ProtobufReader reader, ProtobufReader.Field tensor)
    {
        var name = "";
        foreach (var field in reader.Fields(tensor).Where(field => field.Number == 8))
            name = reader.Text(field);
        return name;
    }
}

/// <summary>An input or output of a graph as the file declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements; null where it is no tensor or its type is not said.</param>
/// <param name="Shape">Its dimensions, −1 for one of any size; null where the shape is not said.</param>
internal sealed record OnnxValue(string Name, TensorElementType? Type, IReadOnlyList<long>? Shape)
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
                    read = read with { Type = (TensorElementType)field.Value };
                else if (field.Number == 2)
                    read = read with { Shape = [.. reader.Fields(field).Where(dimension => dimension.Number == 1).Select(dimension => ReadSize(reader, dimension))] };
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
