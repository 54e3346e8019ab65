namespace MlPipeline.Tests.Models;

/// <summary>A text gets the same bits of logits and state however it is read: what generation and search build on.</summary>
public sealed class BitIdentityTests
{
    private const int Time = 9;

    public static TheoryData<string> Networks { get; } =
        new("Lstm 1 5", "Lstm 2 33", "Gru 1 5", "Gru 2 33", "Rnn 1 5", "Rnn 2 33", "shipped");

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
