using CsCheck;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>States as bytes.</summary>
internal static class SavedState
{
    /// <summary>A small manifest of an RNN with two layers.</summary>
    public static ModelManifest Manifest { get; } = new ScriptedModel("ab", training: ["ab"]).Manifest with { Layers = 2, Hidden = 3 };

    /// <summary>States of any shape and of any bits, NaN among them.</summary>
    public static Gen<RecurrentState> Any { get; } =
        Gen.Select(Gen.Enum<RecurrentCell>(), Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int.Array[240]).Select(Fill);

    public static byte[] Save(RecurrentState state)
    {
        using var stream = new MemoryStream();
        state.Save(stream);
        return stream.ToArray();
    }

    public static RecurrentState Load(byte[] bytes, ModelManifest manifest)
    {
        using var stream = new MemoryStream(bytes);
        return RecurrentState.Load(stream, manifest);
    }

    private static RecurrentState Fill(RecurrentCell cell, int layers, int batch, int width, int[] bits)
    {
        var state = new RecurrentState(Manifest with { Cell = cell, Layers = layers, Hidden = width }, batch);
        for (var i = 0; i < state.Hidden.Length; i++)
        {
            state.Hidden[i] = BitConverter.Int32BitsToSingle(bits[i]);
            state.Cell?[i] = BitConverter.Int32BitsToSingle(bits[i + state.Hidden.Length]);
        }

        return state;
    }
}
