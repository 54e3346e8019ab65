using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class OnnxCharacterModelTests : IDisposable
{
    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);

    [Fact]
    public void Sequence_and_steps_give_the_same_bits()
    {
        var tokens = _model.Manifest.Vocabulary.Encode("Konstantinas", "male");
        var (whole, stepped) = (new RecurrentState(_model.Manifest, 1), new RecurrentState(_model.Manifest, 1));

        float[] all = [], step = [];
        _model.Forward(tokens, whole, ref all);
        var steps = tokens.SelectMany(token =>
        {
            _model.Forward([token], stepped, ref step);
            return step.ToArray();
        }).ToArray();

        Assert.Equal(all, steps);
        Assert.Equal(whole.Hidden, stepped.Hidden);
        Assert.Equal(whole.Cell, stepped.Cell);
    }

    [Fact]
    public void Batch_gives_each_row_the_bits_it_has_alone()
    {
        var rows = Enumerable.Range(0, 33)
            .Select(row => Enumerable.Range(0, 5).Select(t => (long)((row * 7 + t * 13) % _model.Manifest.Vocabulary.Count)).ToArray())
                .ToArray();
        var together = new RecurrentState(_model.Manifest, 33);

        float[] logits = [];
        _model.Forward([.. rows.SelectMany(row => row)], together, ref logits);

        for (var row = 0; row < rows.Length; row++)
        {
            var alone = new RecurrentState(_model.Manifest, 1);
            float[] expected = [];
            _model.Forward(rows[row], alone, ref expected);
            Assert.Equal(expected, logits[(row * expected.Length)..((row + 1) * expected.Length)]);
            Assert.Equal(alone.Hidden, together.Hidden[(row * 320)..((row + 1) * 320)]);
        }
    }

    [Fact]
    public void Tokens_that_cannot_follow_get_probability_zero()
    {
        float[] logits = [];
        _model.Forward([1], new RecurrentState(_model.Manifest, 1), ref logits);

        Assert.Equal([0, 0, 0], new[] { 0, 2, 3 }.Select(id => Math.Exp(Logits.LogProbability(logits, id))));
    }

    [Fact]
    public void Logits_buffer_is_used_again()
    {
        var state = new RecurrentState(_model.Manifest, 4);
        float[] logits = [];
        _model.Forward([1, 1, 2, 3], state, ref logits);
        var first = logits;

        _model.Forward([4, 5, 6, 7], state, ref logits);

        Assert.Same(first, logits);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var state = new RecurrentState(_model.Manifest, 2);
        float[] logits = [];

        Assert.Throws<ArgumentException>(() => _model.Forward([], state, ref logits));
        Assert.Throws<ArgumentException>(() => _model.Forward([1, 1, 1], state, ref logits));
        Assert.Throws<ArgumentException>(() => _model.Forward([1, -1], state, ref logits));
        Assert.Throws<ArgumentException>(() => _model.Forward([1, _model.Manifest.Vocabulary.Count], state, ref logits));
        Assert.Throws<ArgumentException>(
            () => _model.Forward([1, 1], new RecurrentState(_model.Manifest with { Hidden = 7 }, 2), ref logits));
        Assert.Throws<ArgumentException>(
            () => _model.Forward([1, 1], new RecurrentState(_model.Manifest with { Cell = RecurrentCell.Gru }, 2), ref logits));
        _model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _model.Forward([1, 1], state, ref logits));
    }

    [Fact]
    public void Stream_opens_the_same_model()
    {
        using var stream = File.OpenRead(TestFiles.Model);
        using var copy = OnnxCharacterModel.Open(stream);
        float[] expected = [], actual = [];

        _model.Forward([1, 20], new RecurrentState(_model.Manifest, 2), ref expected);
        copy.Forward([1, 20], new RecurrentState(copy.Manifest, 2), ref actual);

        Assert.Equal(expected, actual);
    }

    // A sequence is read in one call while the file is there, and step by step when it has gone or is another.
    [Theory]
    [InlineData("stays")]
    [InlineData("goes")]
    [InlineData("is exchanged")]
    public void Sequence_has_the_same_bits_whatever_becomes_of_the_file(string file)
    {
        using var folder = new TemporaryFolder();
        using var model = OnnxCharacterModel.Open(folder.Write("m.onnx", File.ReadAllBytes(TestFiles.Model)));
        if (file == "goes")
            File.Delete(folder["m.onnx"]);
        else if (file == "is exchanged")
            folder.Write("m.onnx", new SmallNetwork(RecurrentCell.Lstm).ToFile());
        var tokens = _model.Manifest.Vocabulary.Encode("Konstantinas");
        float[] expected = [], actual = [];
        var (before, after) = (new RecurrentState(_model.Manifest, 1), new RecurrentState(model.Manifest, 1));

        foreach (var token in tokens[..^1])
            _model.Forward([token], before, ref expected);
        model.Forward(tokens[..^1], after, ref actual);

        Assert.Equal(expected, actual[^expected.Length..]);
        Assert.Equal(before.Cell, after.Cell);
    }

    [Fact]
    public async Task Eight_threads_share_one_model()
    {
        float[] expected = [];
        _model.Forward([1, 20, 9], new RecurrentState(_model.Manifest, 3), ref expected);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            float[] logits = [];
            for (var i = 0; i < 250; i++)
                _model.Forward([1, 20, 9], new RecurrentState(_model.Manifest, 3), ref logits);
            return logits;
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(results, logits => Assert.Equal(expected, logits));
    }

    public void Dispose() => _model.Dispose();
}
