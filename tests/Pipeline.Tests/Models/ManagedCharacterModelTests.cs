using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>The managed engine against ONNX Runtime, and against itself in other batches.</summary>
public sealed class ManagedCharacterModelTests : IDisposable
{
    private const double Tolerance = 1e-5;
    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<RecurrentCell, int, int> Networks { get; } =
        new(Enum.GetValues<RecurrentCell>(), [1, 2, 3], [1, 5, 8, 32, 33, 100]);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Logits_and_states_are_those_of_ONNX_Runtime(RecurrentCell cell, int layers, int hidden)
    {
        var path = _folder.Write(
            "m.onnx", new SmallNetwork(cell, layers, hidden, seed: hidden + layers, scale: 2 / MathF.Sqrt(hidden)).ToFile());
        using var native = OnnxCharacterModel.Open(path);
        var managed = ManagedCharacterModel.Open(path);

        foreach (var batch in new[] { 1, 2, 3, 7, 33 })
        {
            var (expected, found) = (new RecurrentState(native.Manifest, batch), new RecurrentState(managed.Manifest, batch));
            var tokens = Text(managed.Manifest, batch * 5, seed: batch);

            AssertNear(Read(native, expected, tokens), Read(managed, found, tokens));

            AssertNear(expected.Hidden, found.Hidden);
            AssertNear(expected.Cell ?? [], found.Cell ?? []);
        }
    }

    [Fact]
    public void Logits_of_the_shipped_model_are_those_of_ONNX_Runtime()
    {
        using var native = OnnxCharacterModel.Open(TestFiles.Model);
        var managed = ManagedCharacterModel.Open(TestFiles.Model);
        var tokens = Text(managed.Manifest, 48 * 20, seed: 1);

        AssertNear(
            Read(native, new RecurrentState(native.Manifest, 48), tokens), Read(managed, new RecurrentState(managed.Manifest, 48), tokens));
    }

    [Theory]
    [InlineData(RecurrentCell.Lstm)]
    [InlineData(RecurrentCell.Gru)]
    [InlineData(RecurrentCell.Rnn)]
    public void A_sequence_has_the_same_bits_alone_and_in_every_batch(RecurrentCell cell)
    {
        var managed = ManagedCharacterModel.Open(_folder.Write("m.onnx", new SmallNetwork(cell, layers: 2, hidden: 37).ToFile()));
        const int Time = 6;
        var tokens = Text(managed.Manifest, 20 * Time, seed: 3);
        var alone = Enumerable.Range(0, 20)
            .Select(row => Read(managed, new RecurrentState(managed.Manifest, 1), tokens[(row * Time)..((row + 1) * Time)])).ToList();

        for (var batch = 1; batch <= 20; batch++)
        {
            var together = Read(managed, new RecurrentState(managed.Manifest, batch), tokens[..(batch * Time)]);

            Assert.Equal(
                alone.Take(batch).SelectMany(logits => logits)
                    .Select(BitConverter.SingleToInt32Bits), together.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void A_sequence_has_the_same_bits_step_by_step_and_at_once()
    {
        var managed = ManagedCharacterModel.Open(TestFiles.Model);
        var tokens = Text(managed.Manifest, 12, seed: 2);
        var (atOnce, stepByStep) = (new RecurrentState(managed.Manifest, 1), new RecurrentState(managed.Manifest, 1));

        var logits = tokens.SelectMany(token => Read(managed, stepByStep, [token])).ToArray();

        Assert.Equal(Read(managed, atOnce, tokens), logits);
        Assert.Equal(atOnce.Hidden, stepByStep.Hidden);
    }

    [Fact]
    public void A_stream_gives_the_same_model_as_its_file()
    {
        using var stream = File.OpenRead(TestFiles.Model);
        var (streamed, opened) = (ManagedCharacterModel.Open(stream), ManagedCharacterModel.Open(TestFiles.Model));
        var tokens = Text(opened.Manifest, 9, seed: 2);

        Assert.Equal(
            Read(opened, new RecurrentState(opened.Manifest, 3), tokens), Read(streamed, new RecurrentState(streamed.Manifest, 3), tokens));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var managed = ManagedCharacterModel.Open(TestFiles.Model);
        var (state, tokens, logits) = (new RecurrentState(managed.Manifest, 7), Text(managed.Manifest, 7, seed: 2), Array.Empty<float>());
        managed.Forward(tokens, state, ref logits);
        managed.Forward(tokens, state, ref logits);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            managed.Forward(tokens, state, ref logits);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 600);
    }

    public void Dispose() => _folder.Dispose();

    private static long[] Text(ModelManifest manifest, int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(manifest.Vocabulary.Count))];
    }

    private static float[] Read(ICharacterModel model, RecurrentState state, long[] tokens)
    {
        float[] logits = [];
        model.Forward(tokens, state, ref logits);
        return logits;
    }

    private static void AssertNear(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]) / 1e30),
                $"at {i}: {expected[i]:R} and {found[i]:R}");
        }
    }
}
