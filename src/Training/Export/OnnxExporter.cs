using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Export.Onnx;
using MlPipeline.Training.Network;
using static TorchSharp.torch;
using Dimension = MlPipeline.Training.Export.Onnx.TensorShapeProto.Types.Dimension;
using ElementType = MlPipeline.Training.Export.Onnx.TensorProto.Types.DataType;

namespace MlPipeline.Training.Export;

/// <summary>
/// Translates a network to ONNX (IR 8, opset 17): symbolic batch and time, state in and out. TorchSharp has no export.
/// </summary>
internal static class OnnxExporter
{
    private static readonly Dimension Batch = OnnxGraph.Any("batch");
    private static readonly Dimension Time = OnnxGraph.Any("time");

    /// <summary>Translates a network.</summary>
    /// <param name="network">The network; read on the CPU.</param>
    /// <param name="manifest">What the file says about itself; it must have the network's shape.</param>
    public static ModelProto ToOnnx(CharacterNetwork network, ModelManifest manifest)
    {
        var shape = network.Shape;
        var weights = network.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);
        var graph = new OnnxGraph("character_model");
        var states = manifest.StateNames;
        Dimension[] stateShape = [OnnxGraph.Fixed(shape.Layers), Batch, OnnxGraph.Fixed(shape.Hidden)];

        graph.Input("tokens", ElementType.Int64, Batch, Time);
        foreach (var state in states)
            graph.Input(state, ElementType.Float, stateShape);
        graph.Output("logits", ElementType.Float, Batch, Time, OnnxGraph.Fixed(shape.Vocabulary));
        foreach (var state in states)
            graph.Output(state + "_out", ElementType.Float, stateShape);

        // ONNX's recurrent operators read time first.
        graph.Node("Transpose", ["tokens"], ["tokens_by_time"], OnnxGraph.Attribute("perm", 1, 0));                     // [T, B]
        graph.Constant("embedding", Values(weights["embedding.weight"]), shape.Vocabulary, shape.Embedding);
        graph.Node("Gather", ["embedding", "tokens_by_time"], ["embedded"]);                                            // [T, B, E]

        foreach (var state in states)
            Split(graph, state, shape.Layers);
        var x = "embedded";
        for (var layer = 0; layer < shape.Layers; layer++)
            x = AddLayer(graph, shape, weights, states, layer, x);                                                      // [T, B, H]
        foreach (var state in states)
            Join(graph, state, shape.Layers);

        AddHead(graph, shape, weights, x);                                                                              // [B, T, V]
        return graph.ToModel(manifest.ToProperties());
    }

    // In double precision, as the network has it (docs/decisions/0002); the file holds float32, which runtimes fold.
    private static void AddHead(OnnxGraph graph, NetworkShape shape, Dictionary<string, Tensor> weights, string x)
    {
        var (head, bias) = Head(weights["head.weight"], weights["head.bias"], shape);
        graph.Constant("head_weight", head, shape.Hidden, shape.Vocabulary);
        graph.Constant("head_bias", bias, shape.Vocabulary);
        foreach (var name in new[] { x, "head_weight", "head_bias" })
            graph.Node("Cast", [name], [name + "_double"], OnnxGraph.Attribute("to", (long)ElementType.Double));

        // Behind the cast: the other way round ONNX Runtime 1.31.1 crashes when it optimises the graph.
        graph.Node("Transpose", [x + "_double"], ["features"], OnnxGraph.Attribute("perm", 1, 0, 2));                   // [B, T, H]
        graph.Node("MatMul", ["features", "head_weight_double"], ["scores"]);                                           // [B, T, V]
        graph.Node("Add", ["scores", "head_bias_double"], ["logits_double"]);                                           // [B, T, V]
        graph.Node("Cast", ["logits_double"], ["logits"], OnnxGraph.Attribute("to", (long)ElementType.Float));          // [B, T, V]
    }

    private static string AddLayer(
        OnnxGraph graph, NetworkShape shape, Dictionary<string, Tensor> weights, IReadOnlyList<string> states, int layer, string x)
    {
        var (cell, hidden, gates) = (shape.Cell, shape.Hidden, OnnxWeights.Gates(shape.Cell));
        var input = layer == 0 ? shape.Embedding : hidden;
        var name = $"layer{layer}";
        float[] Weight(string kind) => OnnxWeights.Reorder(cell, weights[$"{name}.cell.{kind}_l0"]);

        string[] inputs =
        [
            x,
            graph.Constant(name + "_w", Weight("weight_ih"), 1, gates * hidden, input),
            graph.Constant(name + "_r", Weight("weight_hh"), 1, gates * hidden, hidden),
            graph.Constant(name + "_b", [.. Weight("bias_ih"), .. Weight("bias_hh")], 1, 2 * gates * hidden),
            "", // sequence_lens: all sequences of a call are equally long
            .. states.Select(state => Part(state, layer, shape.Layers)),
        ];
        string[] outputs = [name + "_y", .. states.Select(state => Part(state + "_out", layer, shape.Layers))];
        AttributeProto[] special = cell switch
        {
            RecurrentCell.Gru => [OnnxGraph.Attribute("linear_before_reset", 1)],
            RecurrentCell.Rnn => [OnnxGraph.Attribute("activations", "Tanh")],
            _ => [],
        };
        // [T, 1, B, H]
        graph.Node(cell.ToString().ToUpperInvariant(), inputs, outputs, [OnnxGraph.Attribute("hidden_size", hidden), .. special]);

        graph.Constant(name + "_direction", 1);
        graph.Node("Squeeze", [name + "_y", name + "_direction"], [name + "_out"]);                                     // [T, B, H]
        return name + "_out";
    }

    // With one layer the state is used as it is; with more, each layer has its part [1, B, H].
    private static string Part(string state, int layer, int layers) => layers == 1 ? state : $"{state}_{layer}";

    private static void Split(OnnxGraph graph, string state, int layers)
    {
        if (layers == 1)
            return;

        graph.Constant(state + "_parts", [.. Enumerable.Repeat(1L, layers)]);
        graph.Node(
            "Split", [state, state + "_parts"], [.. Enumerable.Range(0, layers).Select(layer => Part(state, layer, layers))],
            OnnxGraph.Attribute("axis", 0));
    }

    private static void Join(OnnxGraph graph, string state, int layers)
    {
        if (layers > 1)
        {
            graph.Node(
                "Concat", [.. Enumerable.Range(0, layers).Select(layer => Part(state + "_out", layer, layers))], [state + "_out"],
                OnnxGraph.Attribute("axis", 0));
        }
    }

    // The head transposed, [H, V] and [V]. Tokens that can't follow get zeros and the lowest bias, so exactly that logit.
    private static (float[] Weight, float[] Bias) Head(Tensor weight, Tensor bias, NetworkShape shape)
    {
        var transposed = Values(weight.t());
        var biases = Values(bias);
        for (var id = 0; id < shape.FirstCharacter; id++)
        {
            if (id == Vocabulary.Boundary)
                continue;
            biases[id] = CharacterNetwork.Impossible;
            for (var row = 0; row < shape.Hidden; row++)
                transposed[row * shape.Vocabulary + id] = 0;
        }

        return (transposed, biases);
    }

    private static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().contiguous().data<float>().ToArray();
    }
}
