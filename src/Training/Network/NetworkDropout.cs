using MlPipeline.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlPipeline.Training.Network;

/// <summary>The noise of training: whole tokens that become unknown, and units that become zero.</summary>
/// <param name="Tokens">Share of the input characters read as unknown; the start token always stays.</param>
/// <param name="Inputs">Dropout of the embeddings.</param>
/// <param name="Outputs">Dropout after each recurrent layer.</param>
internal sealed record NetworkDropout(double Tokens, double Inputs, double Outputs)
{
    /// <summary>No noise, for evaluation.</summary>
    public static NetworkDropout None { get; } = new(0, 0, 0);

    public Tensor DropTokens(Tensor tokens)
    {
        if (Tokens == 0)
            return tokens;

        using var dropped = rand(tokens.shape).lt(Tokens);               // [B, T]
        dropped[TensorIndex.Colon, 0] = tensor(false);
        return tokens.masked_fill(dropped, Vocabulary.Unknown);          // [B, T]
    }

    public Tensor DropInputs(Tensor x) => Inputs == 0 ? x : functional.dropout(x, Inputs, training: true);

    public Tensor DropOutputs(Tensor x) => Outputs == 0 ? x : functional.dropout(x, Outputs, training: true);
}
