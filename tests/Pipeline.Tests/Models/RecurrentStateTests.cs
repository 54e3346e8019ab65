using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class RecurrentStateTests
{
    private static readonly ModelManifest Manifest =
        new ScriptedModel("ab").Manifest with { Cell = RecurrentCell.Lstm, Layers = 2, Hidden = 2 };

    [Fact]
    public void CopyRow_moves_all_layers_of_one_sequence()
    {
        var (from, to) = (new RecurrentState(Manifest, 2), new RecurrentState(Manifest, 3));
        for (var i = 0; i < from.Hidden.Length; i++)
            (from.Hidden[i], from.Cell![i]) = (i + 1, -i - 1);

        from.CopyRow(1, to, 2);

        // [L, B, H]: row 1 of two is 3, 4 and 7, 8; it becomes row 2 of three.
        Assert.Equal([0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 7, 8], to.Hidden);
        Assert.Equal([0, 0, 0, 0, -3, -4, 0, 0, 0, 0, -7, -8], to.Cell!);
    }

    [Fact]
    public void CopyRow_refuses_rows_and_models_that_do_not_fit()
    {
        var state = new RecurrentState(Manifest, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => state.CopyRow(2, state, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.CopyRow(0, state, -1));
        Assert.Throws<ArgumentException>(() => state.CopyRow(0, new RecurrentState(Manifest with { Layers = 1 }, 2), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecurrentState(Manifest, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Fork(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Fork(-1));
    }

    [Fact]
    public void Rewind_says_in_what_the_states_differ()
    {
        var state = new RecurrentState(Manifest, 2);

        AssertRefused("batch 3 instead of 2", new RecurrentState(Manifest, 3));
        AssertRefused("layers 1 instead of 2", new RecurrentState(Manifest with { Layers = 1 }, 2));
        AssertRefused("width 5 instead of 2", new RecurrentState(Manifest with { Hidden = 5 }, 2));
        AssertRefused("kinds of state 1 instead of 2", new RecurrentState(Manifest with { Cell = RecurrentCell.Gru }, 2));
        AssertRefused("layers 1 instead of 2, batch 1 instead of 2", new RecurrentState(Manifest with { Layers = 1 }, 1));

        void AssertRefused(string expected, RecurrentState saved)
        {
            var exception = Assert.Throws<ArgumentException>(() => state.Rewind(saved));
            Assert.Contains($"has {expected}. ", exception.Message, StringComparison.Ordinal);
        }
    }
}
