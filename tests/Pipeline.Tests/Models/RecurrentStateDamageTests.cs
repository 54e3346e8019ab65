using CsCheck;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>Saved states that are not what they were, or not of this model.</summary>
public sealed class RecurrentStateDamageTests
{
    [Fact]
    public void Any_changed_byte_is_refused() =>
        Gen.Select(SavedState.Any, Gen.Int[0, 9_999], Gen.Byte[1, 255]).Sample((state, place, change) =>
        {
            var bytes = SavedState.Save(state);
            bytes[place % bytes.Length] ^= change;

            Assert.Throws<StateFileException>(() => SavedState.Load(bytes, state.Manifest));
        }, iter: 5_000);

    [Fact]
    public void Any_truncation_is_refused() => Gen.Select(SavedState.Any, Gen.Int[0, 9_999]).Sample((state, length) =>
    {
        var bytes = SavedState.Save(state);

        Assert.Throws<StateFileException>(() => SavedState.Load(bytes[..(length % bytes.Length)], state.Manifest));
    }, iter: 2_000);

    [Fact]
    public void Every_flipped_bit_and_every_beginning_is_refused()
    {
        var bytes = SavedState.Save(new RecurrentState(SavedState.Manifest, batch: 2));

        for (var i = 0; i < bytes.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[i] ^= (byte)(1 << bit);
                Assert.Throws<StateFileException>(() => SavedState.Load(bytes, SavedState.Manifest));
                bytes[i] ^= (byte)(1 << bit);
            }

            var exception = Assert.Throws<StateFileException>(() => SavedState.Load(bytes[..i], SavedState.Manifest));
            Assert.Contains("is cut off", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, int.MaxValue, "has sizes that no state of this model has")]
    [InlineData(1, 0, "has sizes that no state of this model has")]
    [InlineData(1, -1, "has sizes that no state of this model has")]
    [InlineData(1, int.MinValue, "has sizes that no state of this model has")]
    [InlineData(1, int.MaxValue, "says that it holds 2,147,483,647 sequences, more than fit")]
    [InlineData(1, 80_000_000, "is cut off")]
    [InlineData(2, 4, "has sizes that no state of this model has")]
    [InlineData(3, 2, "has sizes that no state of this model has")]
    public void Sizes_that_can_not_be_are_refused_before_memory_is_taken_even_with_their_checksum(int index, int size, string expected)
    {
        var bytes = SavedState.Save(new RecurrentState(SavedState.Manifest, 2));
        BitConverter.TryWriteBytes(bytes.AsSpan(8 + 4 * index), size);
        System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(0, 56)).CopyTo(bytes, 56);
        var before = GC.GetAllocatedBytesForCurrentThread();

        AssertRefused(expected, bytes, SavedState.Manifest);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void State_of_another_model_is_refused()
    {
        var bytes = SavedState.Save(new RecurrentState(SavedState.Manifest, 1));

        AssertRefused("belongs to another model", bytes, SavedState.Manifest with { Hidden = 4 });
        AssertRefused("belongs to another model", bytes, SavedState.Manifest with { MaxLength = 99 });
        AssertRefused("belongs to another model", bytes, SavedState.Manifest with { TrainingNames = null });
    }

    [Fact]
    public void Each_kind_of_damage_has_its_message()
    {
        var bytes = SavedState.Save(new RecurrentState(SavedState.Manifest, 1));

        AssertRefused("is none: it doesn't begin with 'MLPS'", [.. "PK\u0003\u0004"u8, .. bytes[4..]], SavedState.Manifest);
        AssertRefused("has version 2, and this version reads 1", [.. bytes[..4], 2, .. bytes[5..]], SavedState.Manifest);
        AssertRefused("is damaged: its checksum doesn't fit", [.. bytes[..12], 9, .. bytes[13..]], SavedState.Manifest);
        AssertRefused("is damaged: its checksum doesn't fit", [.. bytes[..^40], 9, .. bytes[^39..]], SavedState.Manifest);
        AssertRefused("is cut off (bytes missing: at least 8)", [], SavedState.Manifest);
        AssertRefused("is cut off (bytes missing: at least 1)", bytes[..^1], SavedState.Manifest);
    }

    private static void AssertRefused(string expected, byte[] bytes, ModelManifest manifest)
    {
        var exception = Assert.Throws<StateFileException>(() => SavedState.Load(bytes, manifest));

        Assert.StartsWith("The saved state " + expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
