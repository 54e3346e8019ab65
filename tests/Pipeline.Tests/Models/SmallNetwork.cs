using Google.Protobuf;
using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Export;
using MlPipeline.Training.Export.Onnx;
using Dimension = MlPipeline.Training.Export.Onnx.TensorShapeProto.Types.Dimension;
using ElementType = MlPipeline.Training.Export.Onnx.TensorProto.Types.DataType;

namespace MlPipeline.Tests.Models;

/// <summary>
/// A small network of random weights, laid out as ONNX's recurrent operators want them, and the model file of it.
/// <see cref="SmallNetworkReference"/> computes the same by hand.
/// </summary>
internal sealed class SmallNetwork
{
    private readonly Random _random;
    private readonly float _scale;

    public SmallNetwork(RecurrentCell cell, int layers = 1, int hidden = 7, int seed = 1, float scale = 1)
    {
        _scale = scale;
        _random = new Random(seed);
        Manifest = new ModelManifest
        {
            Vocabulary = Vocabulary.Of(["abcdė"], ["female"]),
            Normalization = Normalization.Default,
            Cell = cell,
            Layers = layers,
            Embedding = 4,
            Hidden = hidden,
            MaxLength = 9,
            TrainingNames = NameFingerprints.Of(["ab", "ėa"]),
        };
        Embedding = Weights(Manifest.Vocabulary.Count * Manifest.Embedding);
        Layers = [.. Enumerable.Range(0, layers).Select(layer => Layer(layer == 0 ? Manifest.Embedding : hidden))];
        HeadWeight = Weights(hidden * Manifest.Vocabulary.Count);
        HeadBias = Weights(Manifest.Vocabulary.Count);
        for (var id = 0; id < Manifest.Vocabulary.Count; id++)
        {
            if (Manifest.Vocabulary.IsPredictable(id))
                continue;
            HeadBias[id] = -3.4e38f;
            for (var row = 0; row < hidden; row++)
                HeadWeight[row * Manifest.Vocabulary.Count + id] = 0;
        }
    }

    public ModelManifest Manifest { get; }

    /// <summary>[V, E].</summary>
    public float[] Embedding { get; }

    /// <summary>Input weight [G · H, I], recurrent weight [G · H, H], both biases [2 · G · H]; gates in ONNX's order.</summary>
    public IReadOnlyList<(float[] W, float[] R, float[] B)> Layers { get; }

    /// <summary>[H, V].</summary>
    public float[] HeadWeight { get; }

    /// <summary>[V].</summary>
    public float[] HeadBias { get; }

    public int Gates => Manifest.Cell switch { RecurrentCell.Lstm => 4, RecurrentCell.Gru => 3, _ => 1 };

    /// <summary>Writes the model file.</summary>
    /// <param name="properties">Its metadata; null for the manifest's.</param>
    /// <param name="change">What is done to the file before it is written.</param>
    public byte[] ToFile(IEnumerable<KeyValuePair<string, string>>? properties = null, Action<ModelProto>? change = null)
    {
        var graph = new OnnxGraph("small");
        string[] states = Manifest.Cell == RecurrentCell.Lstm ? ["hidden", "cell"] : ["hidden"];
        var (batch, time) = (OnnxGraph.Any("batch"), OnnxGraph.Any("time"));
        Dimension[] stateShape = [OnnxGraph.Fixed(Layers.Count), batch, OnnxGraph.Fixed(Manifest.Hidden)];
        graph.Input("tokens", ElementType.Int64, batch, time);
        graph.Output("logits", ElementType.Float, batch, time, OnnxGraph.Fixed(Manifest.Vocabulary.Count));
        foreach (var state in states)
        {
            graph.Input(state, ElementType.Float, stateShape);
            graph.Output(state + "_out", ElementType.Float, stateShape);
            graph.Constant(state + "_parts", [.. Enumerable.Repeat(1L, Layers.Count)]);
            graph.Node(
                "Split", [state, state + "_parts"], [.. Layers.Select((_, layer) => $"{state}_{layer}")], OnnxGraph.Attribute("axis", 0));
        }

        graph.Constant("embedding", Embedding, Manifest.Vocabulary.Count, Manifest.Embedding);
        graph.Node("Transpose", ["tokens"], ["by_time"], OnnxGraph.Attribute("perm", 1, 0));
        graph.Node("Gather", ["embedding", "by_time"], ["x_0"]);
        graph.Constant("direction", 1);
        for (var layer = 0; layer < Layers.Count; layer++)
            AddLayer(graph, states, layer);

        foreach (var state in states)
        {
            graph.Node(
                "Concat", [.. Layers.Select((_, layer) => $"{state}_out_{layer}")], [state + "_out"], OnnxGraph.Attribute("axis", 0));
        }

        graph.Constant("head_weight", HeadWeight, Manifest.Hidden, Manifest.Vocabulary.Count);
        graph.Constant("head_bias", HeadBias, Manifest.Vocabulary.Count);
        graph.Node("Transpose", [$"x_{Layers.Count}"], ["features"], OnnxGraph.Attribute("perm", 1, 0, 2));
        graph.Node("MatMul", ["features", "head_weight"], ["scores"]);
        graph.Node("Add", ["scores", "head_bias"], ["logits"]);

        var model = graph.ToModel(properties ?? Manifest.ToProperties());
        change?.Invoke(model);
        return model.ToByteArray();
    }

    private void AddLayer(OnnxGraph graph, string[] states, int layer)
    {
        var (w, r, b) = Layers[layer];
        var (rows, hidden) = (Gates * Manifest.Hidden, Manifest.Hidden);
        AttributeProto[] special = Manifest.Cell == RecurrentCell.Gru ? [OnnxGraph.Attribute("linear_before_reset", 1)] : [];
        graph.Node(
            Manifest.Cell.ToString().ToUpperInvariant(),
            [
                $"x_{layer}", graph.Constant($"w_{layer}", w, 1, rows, w.Length / rows), graph.Constant($"r_{layer}", r, 1, rows, hidden),
                graph.Constant($"b_{layer}", b, 1, 2 * rows), "", .. states.Select(state => $"{state}_{layer}"),
            ],
            [$"y_{layer}", .. states.Select(state => $"{state}_out_{layer}")],
            [OnnxGraph.Attribute("hidden_size", hidden), .. special]);
        graph.Node("Squeeze", [$"y_{layer}", "direction"], [$"x_{layer + 1}"]);
    }

    private (float[] W, float[] R, float[] B) Layer(int input)
    {
        var rows = Gates * Manifest.Hidden;
        return (Weights(rows * input), Weights(rows * Manifest.Hidden), Weights(2 * rows));
    }

    // In [−1, 1] but for the scale: large enough that gates saturate now and then.
    private float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => _scale * (2 * _random.NextSingle() - 1))];
}
