using MlPipeline.Text;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlPipeline.Training.Network;

/// <summary>
/// Embedding, recurrent layers, linear head. After each token it scores the next; tokens that can't follow (unknown and
/// the labels' start tokens) get the lowest float32, so that their probability is exactly 0.
/// </summary>
internal sealed class CharacterNetwork : Module
{
    /// <summary>The logit of a token that can't follow. Finite, so that no difference of logits is NaN.</summary>
    public const float Impossible = float.MinValue;

    private readonly Embedding _embedding;
    private readonly RecurrentLayer[] _layers;
    private readonly Linear _head;
    private readonly Tensor _mask;
    private readonly NetworkDropout _dropout;

    public CharacterNetwork(NetworkShape shape, NetworkDropout dropout) : base(nameof(CharacterNetwork))
    {
        (Shape, _dropout) = (shape, dropout);
        _embedding = Embedding(shape.Vocabulary, shape.Embedding);
        _layers = [.. Enumerable.Range(0, shape.Layers)
            .Select(layer => RecurrentLayer.Create(shape.Cell, layer == 0 ? shape.Embedding : shape.Hidden, shape.Hidden))];
        _head = Linear(shape.Hidden, shape.Vocabulary);

        // Checkpoints know the parameters by these names.
        register_module("embedding", _embedding);
        foreach (var (index, layer) in _layers.Index())
            register_module($"layer{index}", layer);
        register_module("head", _head);

        init.normal_(_embedding.weight!, 0, 2 / Math.Sqrt(shape.Embedding));
        init.zeros_(_head.bias!);
        _mask = tensor([.. Enumerable.Range(0, shape.Vocabulary)
            .Select(id => id == Vocabulary.Boundary || id >= shape.FirstCharacter ? 0 : Impossible)]).DetachFromDisposeScope(); // [V]
    }

    public NetworkShape Shape { get; }

    /// <summary>Reads token ids.</summary>
    /// <param name="tokens">Int64 [B, T].</param>
    /// <param name="states">The state before them, one for each layer; null for zeros.</param>
    /// <returns>Logits of the next token, float32 [B, T, V], and the states after the last one.</returns>
    public (Tensor Logits, Tensor[][] States) Forward(Tensor tokens, Tensor[][]? states = null)
    {
        if (training)
            tokens = _dropout.DropTokens(tokens);
        var x = _embedding.call(tokens);                                 // [B, T, E]
        if (training)
            x = _dropout.DropInputs(x);

        var after = new Tensor[_layers.Length][];
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            (x, after[layer]) = _layers[layer].Forward(x, states?[layer]); // [B, T, H]
            if (training)
                x = _dropout.DropOutputs(x);
        }

        return ((training ? _head.call(x) : ExactHead(x)) + _mask, after); // [B, T, V]
    }

    /// <summary>Copies all parameters from a network of the same shape.</summary>
    public void CopyFrom(CharacterNetwork other)
    {
        using var _ = no_grad();
        foreach (var ((_, target), (_, source)) in named_parameters().Zip(other.named_parameters()))
            target.copy_(source);
    }

    // Adding up H products in float32 errs by up to 1e-5 at logits of 17, more than all the rest of the network; so does
    // the export (docs/decisions/0002). Training doesn't need it.
    private Tensor ExactHead(Tensor x)
    {
        var (weight, bias) = (_head.weight!.to(ScalarType.Float64), _head.bias!.to(ScalarType.Float64)); // [V, H], [V]
        return (x.to(ScalarType.Float64).matmul(weight.t()) + bias).to(ScalarType.Float32);              // [B, T, V]
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _mask.Dispose();
        base.Dispose(disposing);
    }
}
