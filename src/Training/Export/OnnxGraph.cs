using System.Runtime.InteropServices;
using Google.Protobuf;
using MlPipeline.Training.Export.Onnx;

namespace MlPipeline.Training.Export;

/// <summary>Puts an ONNX graph together, node by node. Values are known by their names.</summary>
internal sealed class OnnxGraph(string name)
{
    private readonly GraphProto _graph = new() { Name = name };

    /// <summary>A dimension that callers choose, by name, or a fixed one.</summary>
    public static TensorShapeProto.Types.Dimension Any(string name) => new() { DimParam = name };

    public static TensorShapeProto.Types.Dimension Fixed(long size) => new() { DimValue = size };

    public void Input(string name, TensorProto.Types.DataType type, params TensorShapeProto.Types.Dimension[] shape) =>
        _graph.Input.Add(Value(name, type, shape));

    public void Output(string name, TensorProto.Types.DataType type, params TensorShapeProto.Types.Dimension[] shape) =>
        _graph.Output.Add(Value(name, type, shape));

    /// <summary>Adds a constant of row-major float32 values.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params long[] shape) =>
        Constant(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a constant vector of int64.</summary>
    public string Constant(string name, params long[] values) =>
        Constant(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values.AsSpan()), [values.Length]);

    /// <summary>Adds a node named after its first output. An empty input name leaves an optional input out.</summary>
    public void Node(string operation, string[] inputs, string[] outputs, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = outputs.First(output => output.Length > 0) + "/" + operation };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
    }

    /// <summary>Finishes the model.</summary>
    /// <param name="properties">Its <c>metadata_props</c>, in this order.</param>
    public ModelProto ToModel(IEnumerable<KeyValuePair<string, string>> properties)
    {
        var model = new ModelProto { IrVersion = 8, ProducerName = "MlPipeline", Graph = _graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        model.MetadataProps.AddRange(properties.Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }));
        return model;
    }

    public static AttributeProto Attribute(string name, long value) => new()
    {
        Name = name,
        I = value,
        Type = AttributeProto.Types.AttributeType.Int,
    };

    public static AttributeProto Attribute(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    public static AttributeProto Attribute(string name, params string[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Strings };
        attribute.Strings.AddRange(values.Select(ByteString.CopyFromUtf8));
        return attribute;
    }

    private string Constant(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, long[] shape)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        tensor.Dims.AddRange(shape);
        _graph.Initializer.Add(tensor);
        return name;
    }

    private static ValueInfoProto Value(string name, TensorProto.Types.DataType type, TensorShapeProto.Types.Dimension[] shape)
    {
        var dimensions = new TensorShapeProto();
        dimensions.Dim.AddRange(shape);
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = dimensions } },
        };
    }
}
