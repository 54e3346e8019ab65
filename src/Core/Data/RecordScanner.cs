using System.Numerics;
using System.Runtime.Intrinsics;

namespace MlPipeline.Data;

/// <summary>
/// Finds where the records of a CSV file end, 64 bytes at a time. A line feed ends a record unless it is quoted; a quotation mark
/// opens a quoted part where a field begins, and is a character like others anywhere else.
/// </summary>
/// <remarks>
/// Whether a line feed is quoted depends on every byte before it, so a scan begins at a record and continues from piece to
/// piece. Inside is where the number of quotation marks before is odd, a prefix sum over GF(2) (Langdale and Lemire, "Parsing gigabytes
/// of JSON per second", 2019); that holds only where all opening marks stand at the start of a field, which is checked, and blocks that
/// fail are walked mark by mark. Not thread-safe.
/// </remarks>
/// <param name="delimiter">The delimiter, 1 to 4 bytes.</param>
/// <param name="hasMultilineFields">Whether quoted line feeds end no record; where false, every line feed ends one.</param>
internal sealed class RecordScanner(byte[] delimiter, bool hasMultilineFields = true)
{
    /// <summary>Makes a scanner for files of a dialect.</summary>
    public RecordScanner(CsvDialect dialect)
        : this(dialect.DelimiterBytes, dialect.HasMultilineFields)
    {
    }

    /// <summary>Bytes that are looked at together.</summary>
    public const int BlockSize = 64;

    private readonly ulong[] _earlier = new ulong[delimiter.Length];     // where the last block had each byte of the delimiter
    private bool _isQuoted;
    private bool _mayOpen = true;                                        // a mark right at the next block's start
    private bool _hasJustClosed;                                         // the last byte was a closing mark

    /// <summary>Gets whether the scan stands inside a quoted part.</summary>
    public bool IsQuoted => _isQuoted;

    /// <summary>Scans the next bytes.</summary>
    /// <param name="block">From 1 to <see cref="BlockSize"/> bytes.</param>
    /// <returns>Bit i is set where byte i ends a record.</returns>
    public ulong Scan(ReadOnlySpan<byte> block)
    {
        if (block.Length == BlockSize)
            return Scan(Vector512.Create(block), BlockSize);

        Span<byte> padded = stackalloc byte[BlockSize];
        padded.Clear();
        block.CopyTo(padded);
        return Scan(Vector512.Create<byte>(padded), block.Length);
    }

    /// <summary>Scans the next bytes and adds where records end.</summary>
    /// <param name="bytes">Any number of bytes.</param>
    /// <param name="offset">Added to each end.</param>
    /// <param name="ends">Gets the index after each line feed that ends a record.</param>
    /// <param name="isStart">Whether the file begins here, maybe with a byte order mark; that mark is then in these bytes.</param>
    public void Scan(ReadOnlySpan<byte> bytes, int offset, List<int> ends, bool isStart = false)
    {
        for (var start = isStart ? TableHeader.LengthOfMark(bytes) : 0; start < bytes.Length; start += BlockSize)
        {
            for (var mask = Scan(bytes[start..Math.Min(start + BlockSize, bytes.Length)]); mask != 0; mask &= mask - 1)
                ends.Add(offset + start + BitOperations.TrailingZeroCount(mask) + 1);
        }
    }

    private ulong Scan(Vector512<byte> bytes, int length)
    {
        var valid = length == BlockSize ? ulong.MaxValue : (1UL << length) - 1;
        var quotes = Where(bytes, (byte)'"') & valid;
        var lines = Where(bytes, (byte)'\n') & valid;
        if (!hasMultilineFields)
            return lines;

        var delimiters = FindDelimiters(bytes, length) & valid;
        var isQuotedBefore = _isQuoted;
        if (quotes == 0)
        {
            _mayOpen = ((delimiters | lines) >> (length - 1) & 1) != 0;
            _hasJustClosed = false;
            return _isQuoted ? 0 : lines;
        }

        var inside = PrefixXor(quotes) ^ (isQuotedBefore ? ulong.MaxValue : 0);
        var (opening, closing) = (quotes & inside, quotes & ~inside);
        var mayOpen = (delimiters | lines | closing) << 1 | (_mayOpen || _hasJustClosed ? 1UL : 0);
        if ((opening & ~mayOpen) != 0)
            return Walk(quotes, lines, delimiters, length);

        var last = length - 1;
        _isQuoted = (inside >> last & 1) != 0;
        _mayOpen = ((delimiters | lines) >> last & 1) != 0;
        _hasJustClosed = (closing >> last & 1) != 0;
        return lines & ~inside;
    }

    private ulong Walk(ulong quotes, ulong lines, ulong delimiters, int length)
    {
        var mayOpen = (delimiters | lines) << 1 | (_mayOpen ? 1UL : 0);
        var (ends, closed) = (0UL, _hasJustClosed ? -1 : -2);
        for (var mask = quotes | lines; mask != 0; mask &= mask - 1)
        {
            var at = BitOperations.TrailingZeroCount(mask);
            if ((lines >> at & 1) != 0)
            {
                ends |= _isQuoted ? 0 : 1UL << at;
            }
            else if (_isQuoted)
            {
                (_isQuoted, closed) = (false, at);
            }
            else
            {
                _isQuoted = (mayOpen >> at & 1) != 0 || closed == at - 1;
            }
        }

        _mayOpen = ((delimiters | lines) >> (length - 1) & 1) != 0;
        _hasJustClosed = closed == length - 1;
        return ends;
    }

    // A delimiter of several bytes is found by its last one: the others precede it, maybe in the last block.
    private ulong FindDelimiters(Vector512<byte> bytes, int length)
    {
        var found = ulong.MaxValue;
        for (var i = 0; i < delimiter.Length; i++)
        {
            var (here, back) = (Where(bytes, delimiter[i]), delimiter.Length - 1 - i);
            found &= back == 0 ? here : here << back | _earlier[i] >> (BlockSize - back);
            _earlier[i] = length == BlockSize ? here : here << (BlockSize - length) | _earlier[i] >> length;
        }

        return found;
    }

    private static ulong Where(Vector512<byte> bytes, byte value) =>
        Vector512.Equals(bytes, Vector512.Create(value)).ExtractMostSignificantBits();

    // Bit i of the result: whether bits 0 to i hold an odd number of ones.
    private static ulong PrefixXor(ulong bits)
    {
        for (var shift = 1; shift < BlockSize; shift <<= 1)
            bits ^= bits << shift;
        return bits;
    }
}
