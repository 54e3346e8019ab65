using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>Every cell behind the real engine, against the operators' equations.</summary>
public sealed class RecurrentCellTests : IDisposable
{
    private static readonly long[] Sequence = [2, 5, 3, 7, 0, 4, 4, 6, 1, 3, 5];
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<RecurrentCell, int> Cells { get; } = new()
    {
        { RecurrentCell.Lstm, 1 }, { RecurrentCell.Gru, 1 }, { RecurrentCell.Rnn, 1 },
        { RecurrentCell.Lstm, 3 }, { RecurrentCell.Gru, 2 }, { RecurrentCell.Rnn, 2 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Steps_follow_the_equations_of_the_cell(RecurrentCell cell, int layers)
    {
        var network = new SmallNetwork(cell, layers);
        using var model = Open(network);
        var (state, reference) = (new RecurrentState(model.Manifest, 1), new SmallNetworkReference(network));

        float[] logits = [];
        foreach (var token in Sequence)
        {
            model.Forward([token], state, ref logits);

            SmallNetworkReference.AssertClose(reference.Step(token), logits);
            SmallNetworkReference.AssertClose(reference.Hidden.SelectMany(h => h), state.Hidden);
            Assert.Equal(cell == RecurrentCell.Lstm, state.Cell is not null);
            if (state.Cell is not null)
                SmallNetworkReference.AssertClose(reference.Cell.SelectMany(c => c), state.Cell);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Sequence_at_once_follows_them_too(RecurrentCell cell, int layers)
    {
        var network = new SmallNetwork(cell, layers);
        using var model = Open(network);
        var (state, reference) = (new RecurrentState(model.Manifest, 1), new SmallNetworkReference(network));

        float[] logits = [];
        model.Forward(Sequence, state, ref logits);

        SmallNetworkReference.AssertClose(Sequence.SelectMany(reference.Step), logits);
        SmallNetworkReference.AssertClose(reference.Hidden.SelectMany(h => h), state.Hidden);
    }

    // Rows that started at different times: their states are as mixed as in a generation.
    [Theory]
    [MemberData(nameof(Cells))]
    public void Rows_of_a_batch_keep_their_own_state(RecurrentCell cell, int layers)
    {
        var network = new SmallNetwork(cell, layers);
        using var model = Open(network);
        const int Rows = 33;
        var references = Enumerable.Range(0, Rows).Select(_ => new SmallNetworkReference(network)).ToList();
        var together = new RecurrentState(model.Manifest, Rows);
        float[] logits = [], alone = [];
        for (var row = 0; row < Rows; row++)
        {
            var head = Sequence[..(row % 5 + 1)];
            var state = new RecurrentState(model.Manifest, 1);
            model.Forward(head, state, ref alone);
            state.CopyRow(0, together, row);
            foreach (var token in head)
                references[row].Step(token);
        }

        model.Forward([.. Enumerable.Range(0, Rows).Select(row => (long)(row % 8))], together, ref logits);

        SmallNetworkReference.AssertClose(Enumerable.Range(0, Rows).SelectMany(row => references[row].Step(row % 8)), logits);
    }

    // One engine sees all of them in turn, so that buffers of the wrong length would show.
    [Theory]
    [InlineData(RecurrentCell.Lstm)]
    [InlineData(RecurrentCell.Gru)]
    public void Batches_of_any_size_and_length_follow_each_other(RecurrentCell cell)
    {
        var network = new SmallNetwork(cell, 2);
        using var model = Open(network);
        float[] logits = [];

        foreach (var (batch, time) in new[] { (1, 1), (64, 1), (2, 1), (1, 9), (3, 4), (1, 2), (64, 1), (1, 1), (2, 11) })
        {
            var state = new RecurrentState(model.Manifest, batch);
            var tokens = Enumerable.Range(0, batch * time).Select(i => (long)(i * 5 % 8)).ToArray();
            model.Forward(tokens, state, ref logits);

            var expected = Enumerable.Range(0, batch).SelectMany(row =>
            {
                var reference = new SmallNetworkReference(network);
                return Enumerable.Range(0, time).SelectMany(t => reference.Step(tokens[row * time + t]));
            });
            SmallNetworkReference.AssertClose(expected, logits);
        }
    }

    [Fact]
    public async Task Threads_with_states_of_their_own_do_not_disturb_each_other()
    {
        var network = new SmallNetwork(RecurrentCell.Lstm, 2);
        using var model = Open(network);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(() =>
        {
            for (var round = 0; round < 40; round++)
            {
                var (state, reference) = (new RecurrentState(model.Manifest, 1), new SmallNetworkReference(network));
                float[] logits = [];
                for (var t = 0; t < 6; t++)
                {
                    var token = (thread * 3 + round + t * 5) % 8;
                    model.Forward([token], state, ref logits);
                    SmallNetworkReference.AssertClose(reference.Step(token), logits);
                }
            }
        }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    public void Dispose() => _folder.Dispose();

    private OnnxCharacterModel Open(SmallNetwork network) => OnnxCharacterModel.Open(_folder.Write("small.onnx", network.ToFile()));
}
