using MlPipeline.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlPipeline.Training.Network;

/// <summary>One recurrent layer, whatever its cell. The state is [hidden], or [hidden, cell] for an LSTM, each [1, B, H].</summary>
internal abstract class RecurrentLayer(string name) : Module(name)
{
    public static RecurrentLayer Create(RecurrentCell cell, int input, int hidden) => cell switch
    {
        RecurrentCell.Lstm => new LstmLayer(input, hidden),
        RecurrentCell.Gru => new GruLayer(input, hidden),
        RecurrentCell.Rnn => new RnnLayer(input, hidden),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "There is no such cell."),
    };

    /// <summary>Reads a sequence.</summary>
    /// <param name="x">Float32 [B, T, input].</param>
    /// <param name="state">State before it; null for zeros.</param>
    /// <returns>Outputs, float32 [B, T, H], and the state after the last one.</returns>
    public abstract (Tensor Output, Tensor[] State) Forward(Tensor x, Tensor[]? state);

    private sealed class LstmLayer : RecurrentLayer
    {
        private readonly LSTM _cell;

        public LstmLayer(int input, int hidden) : base(nameof(LstmLayer))
        {
            _cell = LSTM(input, hidden, batchFirst: true);
            register_module("cell", _cell);
        }

        public override (Tensor Output, Tensor[] State) Forward(Tensor x, Tensor[]? state)
        {
            if (is_grad_enabled())
                return Read(x, state);

            // Without gradients oneDNN 3.7 takes another kernel, whose results are wrong on some processors (docs/decisions/0026).
            using var _ = enable_grad();
            var (output, after) = Read(x, state);
            return (output.detach(), [.. after.Select(tensor => tensor.detach())]);
        }

        private (Tensor Output, Tensor[] State) Read(Tensor x, Tensor[]? state)
        {
            var (output, hidden, cell) = _cell.call(x, state is null ? null : (state[0], state[1]));
            return (output, [hidden, cell]);                             // [B, T, H], 2 × [1, B, H]
        }
    }

    private sealed class GruLayer : RecurrentLayer
    {
        private readonly GRU _cell;

        public GruLayer(int input, int hidden) : base(nameof(GruLayer))
        {
            _cell = GRU(input, hidden, batchFirst: true);
            register_module("cell", _cell);
        }

        public override (Tensor Output, Tensor[] State) Forward(Tensor x, Tensor[]? state)
        {
            var (output, hidden) = _cell.call(x, state?[0]!);
            return (output, [hidden]);                                   // [B, T, H], [1, B, H]
        }
    }

    private sealed class RnnLayer : RecurrentLayer
    {
        private readonly RNN _cell;

        public RnnLayer(int input, int hidden) : base(nameof(RnnLayer))
        {
            _cell = RNN(input, hidden, nonLinearity: NonLinearities.Tanh, batchFirst: true);
            register_module("cell", _cell);
        }

        public override (Tensor Output, Tensor[] State) Forward(Tensor x, Tensor[]? state)
        {
            var (output, hidden) = _cell.call(x, state?[0]!);
            return (output, [hidden]);                                   // [B, T, H], [1, B, H]
        }
    }
}
