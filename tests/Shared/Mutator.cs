using System.Text;

namespace MlPipeline.Testing;

/// <summary>Damages bytes as an attacker or a bad disk would: the same seed damages in the same way.</summary>
/// <param name="seed">Another seed makes other damage.</param>
/// <param name="tokens">Texts that mean something in the format, for splices; none by default.</param>
internal sealed class Mutator(int seed, params string[] tokens)
{
    private const int LargestInput = 1 << 20;

    private static readonly string[] Numbers =
        ["0", "-1", "1e309", "NaN", "255", "65536", "2147483647", "2147483648", "-9223372036854775808", "9223372036854775807",
            "18446744073709551616", "999999999999999999999"];

    private static readonly string[] Texts =
        ["\0", "\uFEFF", "\u001b[2J", "\u0085", "\u2028", "\u202E", "\u0301", "İ", "ß", "\uFFFD", "\U0001F469\u200D\U0001F469", "\"", "'",
            ",", "\r", "\r\n", "\n\n", "null", "{}", "[]", "\\", "%00"];

    private readonly Random _random = new(seed);
    private readonly byte[][] _splices = [.. Numbers.Concat(Texts).Concat(tokens).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Damages an input in one to four places.</summary>
    /// <param name="input">The input; left as it is.</param>
    /// <param name="other">Another input, of which parts may be taken.</param>
    public byte[] Mutate(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        List<byte> bytes = [.. input];
        for (var places = _random.Next(1, 5); places > 0; places--)
            Damage(bytes, other);
        return [.. bytes.Take(LargestInput)];
    }

    private void Damage(List<byte> bytes, ReadOnlySpan<byte> other)
    {
        var (start, length) = PartOf(bytes.Count);
        switch (_random.Next(10))
        {
            case 0 when bytes.Count > 0:
                bytes[start % bytes.Count] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[start % bytes.Count] = (byte)_random.Next(256);
                break;
            case 2: // cut off
                bytes.RemoveRange(start, bytes.Count - start);
                break;
            case 3: // left out
                bytes.RemoveRange(start, length);
                break;
            case 4 when bytes.Count < LargestInput / 2: // again, and again
                bytes.InsertRange(
                    start, Enumerable.Repeat(bytes.GetRange(start, length), _random.Next(1, 20)).SelectMany(part => part)
                        .Take(LargestInput / 4).ToArray());
                break;
            case 5 when other.Length > 0: // of another input
                var (from, count) = PartOf(other.Length);
                bytes.InsertRange(start, other.Slice(from, count));
                break;
            case 6: // a number in the place of a number
                ReplaceNumber(bytes, start);
                break;
            case 7: // a member, an element or a field less, or twice
                ReplaceField(bytes, start);
                break;
            default:
                bytes.InsertRange(start, _splices[_random.Next(_splices.Length)]);
                break;
        }
    }

    private void ReplaceNumber(List<byte> bytes, int start)
    {
        var first = bytes.FindIndex(start, IsDigit);
        if (first < 0)
            return;

        var end = first;
        while (end < bytes.Count && IsDigit(bytes[end]))
            end++;
        bytes.RemoveRange(first, end - first);
        bytes.InsertRange(first, _splices[_random.Next(Numbers.Length)]);
    }

    // From one separator of JSON, CSV or markup to the next.
    private void ReplaceField(List<byte> bytes, int start)
    {
        var first = bytes.FindIndex(start, IsSeparator);
        var end = first < 0 ? -1 : bytes.FindIndex(first + 1, IsSeparator);
        if (end < 0)
            return;

        var field = bytes.GetRange(first, end - first);
        if (_random.Next(2) == 0)
            bytes.RemoveRange(first, field.Count);
        else
            bytes.InsertRange(first, field);
    }

    private (int Start, int Length) PartOf(int count)
    {
        var start = _random.Next(count + 1);
        return (start, _random.Next(Math.Min(count - start, 1 << _random.Next(14)) + 1));
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static bool IsSeparator(byte value) =>
        value is (byte)',' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)'\n' or (byte)'<' or (byte)'>' or (
            byte)'|';
}
