using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Training.Network;
using static TorchSharp.torch;

namespace MlPipeline.Training.Tests.Network;

public sealed class CharacterNetworkTests
{
    [Theory]
    [InlineData(RecurrentCell.Lstm)]
    [InlineData(RecurrentCell.Gru)]
    [InlineData(RecurrentCell.Rnn)]
    public void Forward_gives_tokens_that_cannot_follow_probability_zero(RecurrentCell cell)
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.Network(cell, layers: 1);

        var probabilities = network.Forward(tensor([1L, 5, 4], [1, 3])).Logits.softmax(-1);

        Assert.Equal([0f, 0f, 0f], probabilities[0, TensorIndex.Colon, Vocabulary.Unknown].data<float>().ToArray());
        Assert.Equal([0f, 0f, 0f], probabilities[0, TensorIndex.Colon, 2].data<float>().ToArray());
        Assert.All(probabilities[0, TensorIndex.Colon, Vocabulary.Boundary].data<float>().ToArray(), p => Assert.True(p > 0));
    }

    [Fact]
    public void Simple_recurrence_is_the_one_of_the_chapter()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var network = Tiny.Network(RecurrentCell.Rnn, layers: 1);
        var weights = network.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);

        // o = tanh(W1 x + W0 o' + b), read twice by hand.
        var o = zeros(8);
        foreach (var token in new[] { 1, 5 })
        {
            var x = weights["embedding.weight"][token];
            o = (weights["layer0.cell.weight_ih_l0"].matmul(x) + weights["layer0.cell.bias_ih_l0"]
                + weights["layer0.cell.weight_hh_l0"].matmul(o) + weights["layer0.cell.bias_hh_l0"]).tanh();
        }

        var expected = (weights["head.weight"].matmul(o) + weights["head.bias"])[TensorIndex.Slice(3)].data<float>().ToArray();
        var actual = network.Forward(tensor([1L, 5], [1, 2])).Logits[0, 1, TensorIndex.Slice(3)].data<float>().ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Token_dropout_spares_the_start_and_drops_its_share()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);

        var dropped = new NetworkDropout(Tokens: 0.25, Inputs: 0, Outputs: 0).DropTokens(full([1000, 11], 5L, dtype: ScalarType.Int64));

        Assert.Equal(1000, dropped.select(1, 0).eq(5).sum().item<long>());
        Assert.InRange(dropped.eq(Vocabulary.Unknown).sum().item<long>(), 2300, 2700); // 10,000 × 0.25, more than 4 standard errors
    }
}
