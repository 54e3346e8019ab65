namespace MlPipeline.Tests.Models;

/// <summary>A text gets the same bits of logits and state however it is read: what generation and search build on.</summary>
public sealed class BitIdentityTests
{
    private const int Time = 9;

    // Measured with ONNX Runtime's CPU kernels: up to some units in the last place, from a width of 3 on. LSTM and GRU
    // multiply by packed weights, for which there is one kernel; the RNN has another for a matrix of one row.
    private const string OneRow = "ONNX Runtime's RNN rounds a single row in another order than several: [1, 1], [1, T] and [B, 1] differ.";

    public static TheoryData<string> Networks { get; } =
    [
        "Lstm 1 5", "Lstm 2 33", "Gru 1 5", "Gru 2 33", "shipped",
        new TheoryDataRow<string>("Rnn 1 5") { Skip = OneRow }, new TheoryDataRow<string>("Rnn 2 33") { Skip = OneRow },
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void One_call_and_steps_give_the_same_bits(string name)
    {
        using var model = new ModelUnderTest(name);
        var text = model.Text(Time);
        var (whole, stepped) = (model.Start(), model.Start());

        var expected = model.Read(whole, text);
        var steps = text.SelectMany(token => model.Read(stepped, token)).ToArray();

        Assert.Equal(expected, steps);
        Assert.Equal(ModelUnderTest.Bits(whole), ModelUnderTest.Bits(stepped));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Row_of_any_batch_has_the_bits_that_it_has_alone(string name)
    {
        using var model = new ModelUnderTest(name);

        foreach (var batch in new[] { 2, 3, 7, 16, 64, 256 })
        {
            var texts = model.Text(Time, batch);
            var together = model.Start(batch);
            var logits = model.Read(together, texts);
            for (var row = 0; row < batch; row++)
            {
                var alone = model.Start();
                var expected = model.Read(alone, texts[(row * Time)..((row + 1) * Time)]);
                Assert.Equal(expected, logits.Skip(row * expected.Length).Take(expected.Length));
                Assert.Equal(ModelUnderTest.Bits(alone), ModelUnderTest.Bits(together.Fork(row)));
            }
        }
    }

    // True for the RNN, too: its rows depend on there being a second one, not on which.
    [Theory]
    [InlineData("Lstm 2 33")]
    [InlineData("Gru 2 33")]
    [InlineData("Rnn 1 5")]
    [InlineData("Rnn 2 33")]
    public void Row_of_any_batch_has_the_bits_that_it_has_beside_any_other(string name)
    {
        using var model = new ModelUnderTest(name);

        foreach (var batch in new[] { 3, 7, 16, 64, 256 })
        {
            var texts = model.Text(Time, batch);
            var logits = model.Read(model.Start(batch), texts);
            for (var row = 0; row < batch; row++)
            {
                var pair = model.Read(model.Start(batch: 2), [.. model.Text(Time, seed: row), .. texts[(row * Time)..((row + 1) * Time)]]);
                Assert.Equal(pair[(pair.Length / 2)..], logits.Skip(row * pair.Length / 2).Take(pair.Length / 2));
            }
        }
    }
}
