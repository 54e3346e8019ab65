using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>
/// Follows a checked graph from its logits back to its tokens and finds the weights of each part. What is wired in another way than
/// MlPipeline's exporter does it is refused.
/// </summary>
internal sealed class ManagedGraph
{
    private readonly OnnxHeader _header;
    private readonly Stream _stream;
    private readonly ModelManifest _manifest;
    private readonly Dictionary<string, (OnnxNode Node, int Output)> _producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxTensor> _tensors;

    /// <summary>Prepares to read a file.</summary>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="header">Its header, checked by <see cref="GraphCheck"/>.</param>
    /// <param name="stream">Its bytes.</param>
    public ManagedGraph(ModelManifest manifest, OnnxHeader header, Stream stream)
    {
        (_manifest, _header, _stream) = (manifest, header, stream);
        _tensors = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var node in _header.Nodes)
        {
            foreach (var (i, output) in node.Outputs.Index())
                _producers.Add(output, (node, i));
        }
    }

    /// <summary>Finds all weights.</summary>
    /// <exception cref="FormatException">The graph is wired in another way.</exception>
    /// <exception cref="InvalidDataException">The file ends before its weights do.</exception>
    public ManagedWeights Read()
    {
        var add = Producer(Strip("logits"), "Add").Node;
        var (scores, headBias) = (Producer(Strip(add.Inputs[0]), "MatMul").Node, Values(Strip(add.Inputs[1])));
        var headWeight = Values(Strip(scores.Inputs[1]));

        var layers = new LayerWeights[_manifest.Layers];
        var above = Strip(scores.Inputs[0]);
        for (var layer = _manifest.Layers - 1; layer >= 0; layer--)
        {
            var (node, output) = Producer(above, _manifest.Cell.ToString().ToUpperInvariant());
            Require(output == 0, node);
            foreach (var (i, state) in _manifest.StateNames.Index())
                Require(IsPart(node.Inputs[5 + i], state, layer) && IsJoined(node.Outputs[1 + i], state + "_out", layer), node);
            layers[layer] = new LayerWeights(Values(node.Inputs[1]), Values(node.Inputs[2]), Values(node.Inputs[3]));
            above = Strip(node.Inputs[0]);
        }

        var gather = Producer(above, "Gather").Node;
        Require(Strip(gather.Inputs[1]) == "tokens", gather);
        return new ManagedWeights(Values(gather.Inputs[0]), layers, headWeight, headBias);
    }

    // With one layer a state may be used as it is; with more, each layer has its part.
    private bool IsPart(string value, string state, int layer) => (_manifest.Layers == 1 && value == state)
        || (_producers.TryGetValue(value, out var found) && found.Node.Operation == "Split" && found.Node.Inputs[0] == state
            && found.Output == layer);

    private bool IsJoined(string value, string state, int layer) => (_manifest.Layers == 1 && value == state)
        || (_producers.TryGetValue(state, out var found) && found.Node.Operation == "Concat" && found.Node.Inputs[layer] == value);

    private (OnnxNode Node, int Output) Producer(string value, string operation) =>
        _producers.TryGetValue(value, out var found) && found.Node.Operation == operation
            ? found
            : throw new FormatException(
                $"the value {MessageText.Quote(value)} does not come from the node '{operation}', as in MlPipeline's models");

    // What changes neither values nor their order in memory as this reader takes them: types, and batch first or time first.
    private string Strip(string value)
    {
        while (_producers.TryGetValue(value, out var found) && found.Node.Operation is "Cast" or "Transpose" or "Squeeze")
            value = found.Node.Inputs[0];
        return value;
    }

    private static void Require(bool isSo, OnnxNode node)
    {
        if (!isSo)
        {
            throw new FormatException(
                $"the node {MessageText.Quote(node.Operation)} of {MessageText.Quote(node.Outputs[0])} is wired in another way than in " +
                    $"MlPipeline's models");
        }
    }

    private float[] Values(string name)
    {
        if (!_tensors.TryGetValue(name, out var tensor) || tensor.Type != OnnxElementType.Float)
            throw new FormatException($"the value {MessageText.Quote(name)} is no initializer, as in MlPipeline's models");

        var values = new float[(tensor.Data.End - tensor.Data.Start) / sizeof(float)];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        _stream.Position = tensor.Data.Start;
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("the file ends in its weights");
        if (!BitConverter.IsLittleEndian)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return values;
    }
}

/// <summary>The weights of a model file, as the file has them.</summary>
/// <param name="Embedding">Float32 [V, E].</param>
/// <param name="Layers">Of each recurrent layer.</param>
/// <param name="HeadWeight">Float32 [H, V].</param>
/// <param name="HeadBias">Float32 [V].</param>
internal sealed record ManagedWeights(float[] Embedding, LayerWeights[] Layers, float[] HeadWeight, float[] HeadBias);

/// <summary>The weights of a recurrent layer, gates in ONNX's order: LSTM i, o, f, c; GRU z, r, h.</summary>
/// <param name="W">Of the input, float32 [gates · H, inputs].</param>
/// <param name="R">Of the hidden state, float32 [gates · H, H].</param>
/// <param name="B">Biases of both, float32 [2 · gates · H].</param>
internal sealed record LayerWeights(float[] W, float[] R, float[] B);
