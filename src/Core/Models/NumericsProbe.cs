using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MlPipeline.Models;

/// <summary>
/// Tells whether a machine computes a model to the same bits as another. Sums of 32-bit numbers depend on the order in
/// which a processor's instructions add them, and a draw that lies on the border between two characters depends on the sum.
/// </summary>
/// <param name="LogitsSha256">
/// SHA-256, in hex, of the logits after each step of a text that holds all tokens but the unknown one, in the order of their ids.
/// Equal hashes: the same seeds give the same names.
/// </param>
/// <param name="IsBatchInvariant">Whether the logits are the same bits in batches of 1, 7, 64 and 256.</param>
internal sealed record NumericsProbe(string LogitsSha256, bool IsBatchInvariant)
{
    /// <summary>
    /// Gets SHA-256, in hex, of the logits after each step of a text that holds all tokens but the unknown one, in the
    /// order of their ids. Equal hashes: the same seeds give the same names.
    /// </summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string LogitsSha256
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(LogitsSha256);

    private static readonly int[] BatchSizes = [7, 64, 256];

    /// <summary>Runs the probe: a few hundred steps of the model.</summary>
    /// <param name="model">The model.</param>
    public static NumericsProbe Run(ICharacterModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var alone = Read(model, batch: 1);
        return new NumericsProbe(
            HashOf(alone),
            BatchSizes.All(batch => Read(model, batch).AsSpan().SequenceEqual(alone)));
    }

    /// <summary>Computes <see cref="LogitsSha256"/> alone.</summary>
    /// <param name="model">The model.</param>
    public static string FindLogitsSha256(ICharacterModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return HashOf(Read(model, batch: 1));
    }

    /// <summary>Gets the largest difference between two engines' logits of one model, over the text of the probe.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    public static double FindLargestDifference(ICharacterModel first, ICharacterModel second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Read(first, batch: 1).Zip(Read(second, batch: 1), (one, other) => Math.Abs((double)one - other)).Max();
    }

    private static string HashOf(float[] logits) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(logits)));

    // Logits of the middle row; the rows around it read the same text from other places on.
    private static float[] Read(ICharacterModel model, int batch)
    {
        var (vocabulary, state) = (model.Manifest.Vocabulary, new RecurrentState(model.Manifest, batch));
        var (read, tokens, output) = (new List<float>(), new long[batch], Array.Empty<float>());
        var middle = batch / 2;
        for (var step = 1; step < vocabulary.Count; step++)
        {
            for (var row = 0; row < batch; row++)
                tokens[row] = 1 + (step - 1 + Math.Abs(row - middle)) % (vocabulary.Count - 1);
            model.Forward(tokens, state, ref output);                    // [B, 1, V]
            read.AddRange(output.AsSpan(middle * vocabulary.Count, vocabulary.Count));
        }

        return [.. read];
    }
}
