using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>
/// Checks a graph before anything runs it: that it is one of those that MlPipeline writes, and that every size in it is the one
/// that the metadata gives. A graph is a program; others could run forever or take any memory.
/// </summary>
internal sealed class GraphCheck
{
    private const int IrVersion = 8, Opset = 17;
    private const int OtherNodes = 16;                                   // beside the two of each layer; the exporter writes at most 13

    private readonly ModelManifest _manifest;
    private readonly OnnxHeader _header;
    private readonly Dictionary<string, OnnxTensor> _tensors;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private GraphCheck(ModelManifest manifest, OnnxHeader header)
    {
        (_manifest, _header) = (manifest, header);
        _tensors = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Checks the graph of a file whose inputs and outputs are those of its manifest.</summary>
    /// <exception cref="FormatException">It is another graph; the message names the part, not the file.</exception>
    public static void Run(ModelManifest manifest, OnnxHeader header)
    {
        if (header.Foreign is { } foreign)
            throw new FormatException(foreign);
        if (header.IrVersion != IrVersion || header.Opsets is not [("" or "ai.onnx", Opset)])
        {
            throw new FormatException(
                $"its graph is of ONNX's format {header.IrVersion} and the operators " +
                    $"{MessageText.List(header.Opsets.Select(set => $"{set.Domain} {set.Version}".Trim()))}, and MlPipeline's models are " +
                        $"of format {IrVersion} and the operators '{Opset}'");
        }

        new GraphCheck(manifest, header).Run();
    }

    private void Run()
    {
        foreach (var tensor in _header.Tensors)
            CheckTensor(tensor);
        if (_header.Nodes.FirstOrDefault(node => !GraphOperators.IsKnown(node.Operation)) is { } foreign)
        {
            throw new FormatException(
                $"the graph holds a node {MessageText.Quote(foreign.Operation)} that MlPipeline's models do not have");
        }

        var most = 2 * _manifest.Layers + OtherNodes;
        if (_header.Nodes.Count > most)
        {
            throw new FormatException(
                $"the graph holds {_header.Nodes.Count:N0} nodes, and a model of {_manifest.Layers:N0} layers has at most {most:N0}");
        }

        var cell = _manifest.Cell.ToString().ToUpperInvariant();
        var recurrent = _header.Nodes.Where(node => node.Operation is "LSTM" or "GRU" or "RNN").ToList();
        if (recurrent.Count != _manifest.Layers || recurrent.Exists(node => node.Operation != cell))
        {
            throw new FormatException(
                $"the metadata says {_manifest.Layers:N0} layers of {cell}, and the graph holds the recurrent nodes " +
                    $"{MessageText.List(recurrent.Select(node => node.Operation))}");
        }

        CheckValues();
        if (_header.Tensors.FirstOrDefault(tensor => !_used.Contains(tensor.Name)) is { } unused)
            throw new FormatException($"the graph holds the initializer {MessageText.Quote(unused.Name)}, which no node uses");
    }

    // The bytes must be those of the shape: a shape alone could promise any number of them.
    private static void CheckTensor(OnnxTensor tensor)
    {
        var name = MessageText.Quote(tensor.Name);
        if (tensor.Foreign is { } foreign)
            throw new FormatException($"the initializer {name} {foreign} that MlPipeline's models do not have");

        var size = tensor.Type switch
        {
            OnnxElementType.Float => sizeof(float),
            OnnxElementType.Int64 => sizeof(long),
            _ => throw new FormatException(
                $"the initializer {name} has elements of the type {tensor.Type}, and MlPipeline's models have Float and Int64"),
        };
        Int128 bytes = size;
        foreach (var dimension in tensor.Shape)
        {
            bytes = dimension is >= 1 and <= int.MaxValue
                ? bytes * dimension
                : throw new FormatException($"the initializer {name} has a dimension of {dimension}");
        }

        if (bytes != tensor.Data.End - tensor.Data.Start)
        {
            throw new FormatException(
                $"the initializer {name} has {tensor.Data.End - tensor.Data.Start:N0} bytes, and its shape " +
                    $"[{string.Join(", ", tensor.Shape)}] takes {bytes:N0}");
        }
    }

    // Follows the shapes from the inputs through all nodes to the outputs.
    private void CheckValues()
    {
        GraphShape state = new(OnnxElementType.Float, _manifest.Layers, GraphShape.Batch, _manifest.Hidden);
        var values = new Dictionary<string, GraphShape>(StringComparer.Ordinal)
        {
            ["tokens"] = new(OnnxElementType.Int64, GraphShape.Batch, GraphShape.Time),
        };
        foreach (var name in _manifest.StateNames)
            values.Add(name, state);
        if (_header.InputCount != values.Count || _header.Outputs.Count != values.Count)
        {
            throw new FormatException(
                $"the graph has {_header.InputCount:N0} inputs and {_header.Outputs.Count:N0} outputs, and its metadata calls for " +
                    $"{values.Count} of each");
        }

        foreach (var tensor in _header.Tensors)
        {
            if (!values.TryAdd(tensor.Name, new GraphShape(tensor.Type, [.. tensor.Shape]) { Constant = tensor }))
                throw new FormatException($"the graph holds the value {MessageText.Quote(tensor.Name)} twice");
        }

        foreach (var node in _header.Nodes)
            Compute(node, values);
        foreach (var name in _manifest.StateNames.Select(name => name + "_out"))
            RequireOutput(values, name, state);
        RequireOutput(
            values, "logits", new GraphShape(OnnxElementType.Float, GraphShape.Batch, GraphShape.Time, _manifest.Vocabulary.Count));
    }

    private void Compute(OnnxNode node, Dictionary<string, GraphShape> values)
    {
        var (operation, first) = (MessageText.Quote(node.Operation), MessageText.Quote(node.Outputs.Count == 0 ? "" : node.Outputs[0]));
        if (node.Foreign is { } foreign)
            throw new FormatException($"the node {operation} of {first} {foreign} that MlPipeline's models do not have");

        var inputs = new List<GraphShape?>();
        foreach (var name in node.Inputs)
        {
            inputs.Add(name.Length == 0 ? null : values.TryGetValue(name, out var value) ? value
                : throw new FormatException(
                    $"the node {operation} of {first} reads the value {MessageText.Quote(name)}, which nothing before it computes"));
            if (_tensors.ContainsKey(name))
                _used.Add(name);
        }

        var outputs = GraphOperators.Compute(node, inputs, _manifest) ?? throw new FormatException(
            $"the node {operation} of {first} reads {string.Join(", ", inputs.Select(input => input?.ToString() ?? "nothing"))}, and " +
            $"the metadata ({_manifest.Vocabulary.Count} tokens, embedding {_manifest.Embedding}, {_manifest.Layers} × " +
                $"{_manifest.Hidden}) calls for another shape or another attribute");
        foreach (var (name, value) in node.Outputs.Zip(outputs))
        {
            if (name.Length == 0 || !values.TryAdd(name, value))
                throw new FormatException($"the node {operation} computes the value {MessageText.Quote(name)}, which is there before it");
        }
    }

    private static void RequireOutput(Dictionary<string, GraphShape> values, string name, GraphShape expected)
    {
        if (!values.TryGetValue(name, out var found) || !found.IsSameAs(expected))
        {
            throw new FormatException(
                $"the graph computes the output '{name}' as {found?.ToString() ?? "nothing"}, and its metadata calls for {expected}");
        }
    }
}
