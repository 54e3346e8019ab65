using System.Runtime.CompilerServices;
using MlPipeline.Kernels;

namespace MlPipeline.Models;

/// <summary>A network as the kernels want it. Built once, then read by any number of threads.</summary>
internal sealed class ManagedNetwork
{
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RecurrentLayer Pack(LayerWeights weights, float[]? embedding)
    {
        var hidden = _manifest.Hidden;
        var inputs = embedding is null ? hidden : _manifest.Embedding;
        var layer = new RecurrentLayer(Kind, hidden, embedding is null ? inputs : 0, embedding is null ? 1 : _manifest.Vocabulary.Count);
        var gates = weights.R.Length / hidden / hidden;
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
                SetStarts(layer, panel * Panels.Width + lane, bias, embedding, hasInput ? weights.W.AsSpan(row * inputs, inputs) : []);
            }
        }

        return layer;

        float Bias(int part, int row) => weights.B[part * gates * hidden + row];
    }

    // In double precision, a token's embedding after the other, and rounded once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void SetStarts(RecurrentLayer layer, int sum, double bias, float[]? embedding, ReadOnlySpan<float> weights)
    {
        if (embedding is null || weights.Length == 0)
        {
            for (var row = 0; row < layer.Rows; row++)
                layer.StartOf(row)[sum] = (float)bias;
            return;
        }

        for (var token = 0; token < layer.Rows; token++)
        {
            var start = bias;
            for (var k = 0; k < weights.Length; k++)
                start += (double)embedding[token * weights.Length + k] * weights[k];
            layer.StartOf(token)[sum] = (float)start;
        }
    }
}
