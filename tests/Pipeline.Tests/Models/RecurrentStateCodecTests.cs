using System.Security.Cryptography;
using CsCheck;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class RecurrentStateCodecTests
{
    // Any bits at all, NaN among them.
    [Fact]
    public void Load_gives_back_the_bits_that_were_saved() => SavedState.Any.Sample(state =>
    {
        var loaded = SavedState.Load(SavedState.Save(state), state.Manifest);

        Assert.Equal((state.Layers, state.Batch, state.Width), (loaded.Layers, loaded.Batch, loaded.Width));
        Assert.Equal(state.Cell is null, loaded.Cell is null);
        Assert.Equal(ModelUnderTest.Bits(state), ModelUnderTest.Bits(loaded));
    }, iter: 2_000);

    // The format as it is documented, put together by other means: a later version must still read it.
    [Fact]
    public void Save_writes_the_documented_format()
    {
        var state = new RecurrentState(SavedState.Manifest with { Cell = RecurrentCell.Lstm, Layers = 1, Hidden = 2 }, batch: 1);
        (state.Hidden[0], state.Hidden[1], state.Cell![0], state.Cell[1]) = (1, -0.5f, 2, 0);

        byte[] head =
        [
            .. "MLPS"u8, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, .. state.Manifest.Fingerprint(),
        ];
        byte[] body = [0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF, 0, 0, 0, 0x40, 0, 0, 0, 0];
        Assert.Equal([.. head, .. SHA256.HashData(head), .. body, .. SHA256.HashData(body)], SavedState.Save(state));
    }

    [Fact]
    public void States_may_follow_each_other_in_one_stream()
    {
        var (first, second) = (new RecurrentState(SavedState.Manifest, 1), new RecurrentState(SavedState.Manifest, 2));
        second.Hidden[0] = 7;
        using var stream = new MemoryStream([.. SavedState.Save(first), .. SavedState.Save(second), 1, 2, 3]);

        var loaded = new[] { RecurrentState.Load(stream, SavedState.Manifest), RecurrentState.Load(stream, SavedState.Manifest) };

        Assert.Equal([1, 2], loaded.Select(state => state.Batch));
        Assert.Equal(7, loaded[1].Hidden[0]);
        Assert.Equal(1, stream.ReadByte());
    }
}
