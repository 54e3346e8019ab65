using MlPipeline.Models;
using static TorchSharp.torch;

namespace MlPipeline.Training.Export;

/// <summary>Rearranges PyTorch's recurrent weights as ONNX's LSTM, GRU and RNN operators want them.</summary>
internal static class OnnxWeights
{
    /// <summary>
    /// Reorders the gates along the first axis: LSTM i, f, g, o → i, o, f, c; GRU r, z, n → z, r, h; RNN has one gate.
    /// </summary>
    /// <param name="cell">The recurrence.</param>
    /// <param name="weights">Float32 [gates · H, …], gates in PyTorch's order.</param>
    /// <returns>The same values row-major, gates in ONNX's order.</returns>
    public static float[] Reorder(RecurrentCell cell, Tensor weights)
    {
        using var scope = NewDisposeScope();
        var order = GateOrder(cell);
        var blocks = weights.chunk(order.Length, dim: 0);                // gates × [H, …]
        return cat([.. order.Select(gate => blocks[gate])], dim: 0).contiguous().data<float>().ToArray();
    }

    /// <summary>The number of gates.</summary>
    public static int Gates(RecurrentCell cell) => GateOrder(cell).Length;

    private static long[] GateOrder(RecurrentCell cell) => cell switch
    {
        RecurrentCell.Lstm => [0, 3, 1, 2],
        RecurrentCell.Gru => [1, 0, 2],
        _ => [0],
    };
}
