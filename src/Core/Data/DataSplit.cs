using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Data;

/// <summary>How names are dealt out to training and validation.</summary>
internal enum SplitKind
{
    /// <summary>Each name by itself.</summary>
    Random,

    /// <summary>A name and its near twins together, by <see cref="NameFamily"/>.</summary>
    Family,
}

/// <summary>
/// Holds out a part of the names. Which side a name falls on depends on the seed and the name alone: not on the order
/// of the rows, nor on the other names, so that added rows move no one, and duplicates never straddle the border.
/// </summary>
internal static class DataSplit
{
    /// <summary>Splits names in two.</summary>
    /// <param name="names">Normalised names.</param>
    /// <param name="kind">What is kept together.</param>
    /// <param name="fraction">Expected share that is held out, in (0, 1).</param>
    /// <param name="seed">Seed of the split.</param>
    /// <returns>Both parts, each in the order of <paramref name="names"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in (0, 1).</exception>
    public static (IReadOnlyList<NameRecord> Training, IReadOnlyList<NameRecord> Validation) Split(
        IEnumerable<NameRecord> names, SplitKind kind, double fraction, long seed)
    {
        if (fraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction lies between 0 and 1.");

        var sides = Argument.EachNotNull(names)
            .ToLookup(record => Position(kind == SplitKind.Family ? NameFamily.StemOf(record.Name) : record.Name, seed) < fraction);
        return ([.. sides[false]], [.. sides[true]]);
    }

    // A uniform number in [0, 1) from the first 53 bits of SHA-256 over seed and key.
    private static double Position(string key, long seed)
    {
        var bytes = new byte[sizeof(long) + Encoding.UTF8.GetMaxByteCount(key.Length)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, seed);
        var length = Encoding.UTF8.GetBytes(key, bytes.AsSpan(sizeof(long)));
        var hash = SHA256.HashData(bytes.AsSpan(0, sizeof(long) + length));
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * double.ScaleB(1, -53);
    }
}
