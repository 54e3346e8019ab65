using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>What an ONNX file holds but for its weights: metadata, inputs, outputs, nodes, and where the weights lie.</summary>
/// <remarks>
/// Field numbers are those of onnx.proto3 (github.com/onnx/onnx). A file of another program is read too, so that errors can say
/// what it is; what MlPipeline's files never have is kept as <see cref="Foreign"/>.
/// </remarks>
internal sealed class OnnxHeader
{
    /// <summary>The property that holds <see cref="ModelChecksum"/>.</summary>
    public const string ChecksumKey = "mlpipeline.file_sha256";

    private const int IrVersionField = 1, DocField = 6, Graph = 7, OpsetField = 8, Metadata = 14; // of ModelProto
    private const int NodeField = 1, NameField = 2, Initializer = 5, GraphDocField = 10, Input = 11, Output = 12; // of GraphProto

    private const int MostParts = 50_000;                                // a model of 1,024 layers has half as many
    private const int MostProperties = 1_000;
    private const int LongestValue = 4 << 20;                            // JSON takes up to 26 times as much when it is read
    private const int LongestFingerprints = 64 << 20;                    // of six million names
    private static readonly string[] FingerprintKeys = ["mlpipeline.training_names", "mlpipeline.held_out_names"];

    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);
    private readonly List<OnnxValue> _inputs = [], _outputs = [];
    private readonly List<OnnxTensor> _tensors = [];
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<(string Domain, long Version)> _opsets = [];
    private readonly HashSet<string> _initialized = new(StringComparer.Ordinal);
    private bool _hasGraph;
    private int _parts;

    private OnnxHeader()
    {
    }

    /// <summary>Gets the file's <c>metadata_props</c>; of keys that come twice the last value.</summary>
    public IReadOnlyDictionary<string, string> Properties => _properties;

    /// <summary>Gets the inputs that must be fed: without those that the file has values for.</summary>
    public IReadOnlyList<OnnxValue> Inputs => [.. _inputs.Where(input => !_initialized.Contains(input.Name))];

    /// <summary>Gets the outputs.</summary>
    public IReadOnlyList<OnnxValue> Outputs => _outputs;

    /// <summary>Gets the number of inputs, with those that the file has values for.</summary>
    public int InputCount => _inputs.Count;

    /// <summary>Gets the nodes, in their order.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Gets the weights and constants.</summary>
    public IReadOnlyList<OnnxTensor> Tensors => _tensors;

    /// <summary>Gets the version of ONNX's file format.</summary>
    public long IrVersion { get; private set; }

    /// <summary>Gets the sets of operators that the graph is written in.</summary>
    public IReadOnlyList<(string Domain, long Version)> Opsets => _opsets;

    /// <summary>Gets what is too large to be read, as the rest of a sentence; null where nothing is.</summary>
    public string? Oversized { get; private set; }

    /// <summary>Gets the first part that no file of MlPipeline has, as the rest of a sentence; null where there is none.</summary>
    public string? Foreign { get; private set; }

    /// <summary>Gets where the property <see cref="ChecksumKey"/> lies in the file; null where it has none.</summary>
    public (long Start, long End)? Checksum { get; private set; }

    /// <summary>Reads a file's header.</summary>
    /// <param name="stream">The bytes of an ONNX file; it can seek.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX file, or cut off.</exception>
    public static OnnxHeader Read(Stream stream)
    {
        var (header, reader) = (new OnnxHeader(), new ProtobufReader(stream));
        foreach (var field in reader.Fields())
        {
            switch (field.Number)
            {
                case IrVersionField: header.IrVersion = header.IrVersion == 0 ? (long)field.Value : -1; break;
                case Graph: header.ReadGraph(reader, field); break;
                case OpsetField: header.ReadOpset(reader, field); break;
                case Metadata: header.ReadProperty(reader, field); break;
                case > IrVersionField and <= DocField: header.Pass(field, "the file"); break;
                default: header.Report($"the file holds a part (field {field.Number}) that MlPipeline's models do not have"); break;
            }
        }

        return header._hasGraph ? header : throw new InvalidDataException("there is no graph");
    }

    private void Report(string problem) => Foreign ??= problem;

    // Names and descriptions, which no one reads.
    private void Pass(ProtobufReader.Field field, string holder)
    {
        if (field.Length > ProtobufReader.LongestName)
        {
            Report($"{holder} holds a description of {field.Length:N0} bytes (field {field.Number}), and MlPipeline's models have at " +
                $"most {ProtobufReader.LongestName:N0}");
        }
    }

    private void ReadGraph(ProtobufReader reader, ProtobufReader.Field graph)
    {
        if (_hasGraph)
            Report("the file holds more than one graph");
        _hasGraph = true;
        foreach (var field in reader.Fields(graph))
        {
            if (field.Number is not (NameField or GraphDocField) && ++_parts > MostParts)
                throw new InvalidDataException("a graph of too many parts");

            switch (field.Number)
            {
                case NodeField: AddNode(OnnxNode.Read(reader, field)); break;
                case Initializer: AddTensor(OnnxTensor.Read(reader, field)); break;
                case Input: _inputs.Add(OnnxValue.Read(reader, field)); break;
                case Output: _outputs.Add(OnnxValue.Read(reader, field)); break;
                case NameField or GraphDocField: Pass(field, "the graph"); break;
                default: Report($"the graph holds a part (field {field.Number}) that MlPipeline's models do not have"); break;
            }
        }
    }

    private void AddNode(OnnxNode node)
    {
        _parts += node.Inputs.Count + node.Outputs.Count + node.Attributes.Count;
        _nodes.Add(node);
    }

    private void AddTensor(OnnxTensor tensor)
    {
        _tensors.Add(tensor);
        if (!_initialized.Add(tensor.Name))
            Report($"the graph holds the initializer {MessageText.Quote(tensor.Name)} twice");
    }

    private void ReadOpset(ProtobufReader reader, ProtobufReader.Field opset)
    {
        var (domain, version) = ("", 0L);
        foreach (var field in reader.Fields(opset))
        {
            (domain, version) = field.Number switch
            {
                1 =>
                (reader.Text(field), version),
                2 => (domain, (long)field.Value),
                _ => (domain, -1)
            };
        }

        if (_opsets.Count < MostProperties)
            _opsets.Add((domain, version));
    }

    private void ReadProperty(ProtobufReader reader, ProtobufReader.Field property)
    {
        var (key, value) = ("", "");
        foreach (var field in reader.Fields(property))
        {
            if (field.Number == 1)
            {
                key = reader.Text(field);
            }
            else if (field.Number != 2)
            {
                Report($"its metadata holds a part (field {field.Number}) that MlPipeline's models do not have");
            }
            else if (field.Length <= (FingerprintKeys.Contains(key) ? LongestFingerprints : LongestValue))
            {
                value = reader.Text(field, int.MaxValue);
            }
            else
            {
                Oversized ??= $"its metadata has {field.Length:N0} bytes under the key {MessageText.Quote(key)}, and at most " +
                    $"{(FingerprintKeys.Contains(key) ? LongestFingerprints : LongestValue):N0} belong there";
            }
        }

        if (_properties.Count >= MostProperties)
            Oversized ??= $"its metadata has more than {MostProperties:N0} keys";
        else if (!_properties.TryAdd(key, value))
            (_properties[key], Foreign) = (value, Foreign ?? $"its metadata holds the key {MessageText.Quote(key)} twice");
        if (key == ChecksumKey)
            Checksum = (property.Start, property.End);
    }
}
