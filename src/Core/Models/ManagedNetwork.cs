using System.Runtime.Intrinsics;
using MlPipeline.Kernels;

namespace MlPipeline.Models;

/// <summary>A network as the kernels want it. Built once, then read by any number of threads.</summary>
internal sealed class ManagedNetwork
{
    private const int Lanes = 4;                                         // of a Vector256<double>
    private const int Inputs = 0, State = 1;                             // what a gate's biases belong to
    private readonly ModelManifest _manifest;

    /// <summary>Packs a model's weights.</summary>
    public ManagedNetwork(ModelManifest manifest, ManagedWeights weights)
    {
        _manifest = manifest;
        Head = new Head(weights.HeadWeight, weights.HeadBias);
        Layers = [.. weights.Layers.Select((layer, i) => Pack(layer, i == 0 ? weights.Embedding : null))];
    }

    public IReadOnlyList<RecurrentLayer> Layers { get; }

    public Head Head { get; }

    private PanelKind Kind => _manifest.Cell switch
    {
        RecurrentCell.Lstm => PanelKind.Lstm,
        RecurrentCell.Gru => PanelKind.Gru,
        _ => PanelKind.Rnn,
    };

    // Of each of our gates ONNX's gate, and whether its sum takes the input's and the state's part.
    private (int Gate, bool HasInput, bool HasState)[] Gates => Kind switch
    {
        PanelKind.Lstm => [(0, true, true), (2, true, true), (3, true, true), (1, true, true)],
        PanelKind.Gru => [(0, true, true), (1, true, true), (2, true, false), (2, false, true)],
        _ => [(0, true, true)],
    };

    private RecurrentLayer Pack(LayerWeights weights, float[]? embedding)
    {
        var hidden = _manifest.Hidden;
        var inputs = embedding is null ? hidden : _manifest.Embedding;
        var layer = new RecurrentLayer(Kind, hidden, embedding is null ? inputs : 0, embedding is null ? 1 : _manifest.Vocabulary.Count);
        var gates = weights.R.Length / hidden / hidden;
        var lanes = embedding is null ? null : InLanes(embedding, inputs);
        foreach (var (ours, (gate, hasInput, hasState)) in Gates.Index())
        {
            for (var unit = 0; unit < hidden; unit++)
            {
                var (panel, lane) = RecurrentLayer.PlaceOf(Kind, ours, unit);
                var row = gate * hidden + unit;
                for (var k = 0; hasState && k < hidden; k++)
                    layer.Recurrent.Set(panel, k, lane, weights.R[row * hidden + k]);
                for (var k = 0; hasInput && layer.Input is not null && k < inputs; k++)
                    layer.Input.Set(panel, k, lane, weights.W[row * inputs + k]);

                var bias = (hasInput ? (double)Bias(Inputs, row) : 0) + (hasState ? (double)Bias(State, row) : 0);
                SetStarts(layer, panel * Panels.Width + lane, bias, lanes, hasInput ? weights.W.AsSpan(row * inputs, inputs) : []);
            }
        }

        return layer;

        float Bias(int part, int row) => weights.B[part * gates * hidden + row];
    }

    // [tokens / 4, inputs, 4]
    private static double[] InLanes(float[] embedding, int inputs)
    {
        var tokens = embedding.Length / inputs;
        var lanes = new double[(tokens + Lanes - 1) / Lanes * Lanes * inputs];
        for (var token = 0; token < tokens; token++)
        {
            for (var k = 0; k < inputs; k++)
                lanes[(token / Lanes * inputs + k) * Lanes + token % Lanes] = embedding[token * inputs + k];
        }

        return lanes;
    }

    // In double precision, a token's embedding after the other, and rounded once.
    private static unsafe void SetStarts(RecurrentLayer layer, int sum, double bias, double[]? embedding, ReadOnlySpan<float> weights)
    {
        if (embedding is null || weights.Length == 0)
        {
            for (var row = 0; row < layer.Rows; row++)
                layer.StartOf(row)[sum] = (float)bias;
            return;
        }

        // Four tokens side by side: each sum waits for its own additions alone.
        for (var token = 0; token < layer.Rows; token += Lanes)
        {
            var starts = Vector256.Create(bias);
            for (var k = 0; k < weights.Length; k++)
                starts += Vector256.LoadUnsafe(ref embedding[token * weights.Length + k * Lanes]) * Vector256.Create((double)weights[k]);
            for (var lane = 0; lane < Math.Min(Lanes, layer.Rows - token); lane++)
                layer.StartOf(token + lane)[sum] = (float)starts[lane];
        }
    }
}
