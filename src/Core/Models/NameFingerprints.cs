using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MlPipeline.Models;

/// <summary>
/// A set of names that can be asked for membership but not listed: the first 64 bits of each name's SHA-256. It lets a
/// model file say whether a generated name is new without carrying the training data.
/// </summary>
/// <remarks>
/// A name outside the set is taken for a member with probability count / 2⁶⁴: with a million names, 5 · 10⁻¹⁴ for each name asked. Whoever
/// guesses a name can confirm it:
/// this is a check for novelty, not a protection of privacy. Immutable, safe for any number of threads.
/// </remarks>
public sealed class NameFingerprints
{
    private readonly ulong[] _sorted;

    private NameFingerprints(ulong[] sorted) => _sorted = sorted;

    /// <summary>Gets the number of distinct names.</summary>
    public int Count => _sorted.Length;

    /// <summary>Takes the fingerprints of names.</summary>
    /// <param name="names">Normalised names; duplicates count once.</param>
    public static NameFingerprints Of(IEnumerable<string> names) =>
        new([.. Argument.EachNotNull(names).Select(Fingerprint).Distinct().Order()]);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Base64 of ascending 64-bit numbers, big-endian.</param>
    /// <exception cref="FormatException">The text is not that.</exception>
    public static NameFingerprints Parse(string text) => Parse(text, "training names");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Base64 of ascending 64-bit numbers, big-endian.</param>
    /// <param name="whose">Whose fingerprints they are, for messages.</param>
    /// <exception cref="FormatException">The text is not that.</exception>
    internal static NameFingerprints Parse(string text, string whose)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            throw new FormatException($"the fingerprints of the {whose} are not base64");

        bytes = bytes[..length];
        var sorted = new ulong[bytes.Length / sizeof(ulong)];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)));

        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i - 1] >= sorted[i])
                throw new FormatException($"the fingerprints of the {whose} are not in ascending order");
        }

        return bytes.Length % sizeof(ulong) == 0
            ? new NameFingerprints(sorted)
            : throw new FormatException($"the fingerprints of the {whose} are cut off");
    }

    /// <summary>Says whether a name is in the set.</summary>
    /// <param name="name">Normalised name; upper and lower case differ.</param>
    public bool Contains(string name) => Array.BinarySearch(_sorted, Fingerprint(Argument.NotNull(name))) >= 0;

    /// <summary>Puts two sets together.</summary>
    internal NameFingerprints Union(NameFingerprints other) => new([.. _sorted.Union(other._sorted).Order()]);

    /// <summary>Writes the set as base64, 8 bytes a name.</summary>
    public override string ToString()
    {
        var bytes = new byte[_sorted.Length * sizeof(ulong)];
        for (var i = 0; i < _sorted.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), _sorted[i]);

        return Convert.ToBase64String(bytes);
    }

    private static ulong Fingerprint(string name) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
