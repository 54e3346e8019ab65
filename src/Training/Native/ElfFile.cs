using System.Buffers.Binary;
using System.Text;

namespace MlPipeline.Training.Native;

/// <summary>Reads a 64-bit little-endian ELF library the way the dynamic loader does, within its bounds.</summary>
/// <remarks>
/// Goes by program headers and the dynamic segment, since a stripped library has no section headers.
/// Immutable, hence thread-safe. Source: System V ABI, chapters 4 and 5.
/// </remarks>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int DynamicEntrySize = 16;
    private const ulong MaxNameSize = 256;
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<Segment> _loaded = [];
    private readonly Dictionary<ElfTag, ulong> _dynamic = [];
    private readonly ulong _strings;

    /// <summary>Reads the headers and the dynamic segment.</summary>
    /// <param name="bytes">The whole file; must not change afterwards.</param>
    /// <exception cref="ElfFormatException">Not such a library, or a damaged one.</exception>
    public ElfFile(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        Segment? dynamic = null;
        foreach (var (type, segment) in ProgramHeaders())
        {
            if (type == LoadSegment) _loaded.Add(segment);
            if (type == DynamicSegment) dynamic = segment;
        }

        ReadDynamic(dynamic ?? throw new ElfFormatException(0, "no dynamic segment; expected a shared library"));
        _strings = Table(ElfTag.Strings) ?? throw new ElfFormatException(0, "no names; expected those of its symbols");
    }

    /// <summary>Reads 2 bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="ElfFormatException">Beyond the end of the file.</exception>
    public ushort UInt16(ulong offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, sizeof(ushort)));

    /// <summary>Reads 4 bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="ElfFormatException">Beyond the end of the file.</exception>
    public uint UInt32(ulong offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, sizeof(uint)));

    /// <summary>Reads 8 bytes at <paramref name="offset"/>.</summary>
    /// <exception cref="ElfFormatException">Beyond the end of the file.</exception>
    public ulong UInt64(ulong offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, sizeof(ulong)));

    /// <summary>Gets the value of <paramref name="tag"/>; null where the library lacks it.</summary>
    public ulong? Value(ElfTag tag) => _dynamic.TryGetValue(tag, out var value) ? value : null;

    /// <summary>Finds the table that <paramref name="tag"/> points to.</summary>
    /// <returns>Its offset in the file, bytes; null where the library lacks it.</returns>
    /// <exception cref="ElfFormatException">The address is outside the file.</exception>
    public ulong? Table(ElfTag tag)
    {
        if (Value(tag) is not { } address) return null;
        foreach (var segment in _loaded)
        {
            if (address >= segment.Address && address - segment.Address < segment.Length)
                return segment.Offset + (address - segment.Address);
        }

        throw new ElfFormatException(0, $"{tag} is at address {address}, which no segment loads");
    }

    /// <summary>Reads a name: a file's or a version's, so at most 255 bytes.</summary>
    /// <param name="index">Where it starts, in bytes from the start of the names.</param>
    /// <exception cref="ElfFormatException">Outside the names, too long, or without an end.</exception>
    public string Name(uint index)
    {
        var size = Value(ElfTag.StringsSize) ?? 0;
        if (index >= size) throw new ElfFormatException(_strings, $"a name starts at {index} of {size} bytes");
        var text = Slice(_strings + index, Math.Min(size - index, MaxNameSize));
        var end = text.IndexOf((byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(text[..end])
            : throw new ElfFormatException(_strings + index, "a name without an end");
    }

    private IEnumerable<(uint Type, Segment Segment)> ProgramHeaders()
    {
        if (_bytes.Length < HeaderSize || !Slice(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
            throw new ElfFormatException(0, "no header of a 64-bit little-endian ELF file");
        var first = UInt64(32);
        var size = UInt16(54);
        var count = UInt16(56);
        if (size != ProgramHeaderSize)
            throw new ElfFormatException(54, $"program headers of {size} bytes; expected {ProgramHeaderSize}");
        for (var i = 0u; i < count; i++)
        {
            _ = Slice(first, (i + 1ul) * ProgramHeaderSize);
            var at = first + ((ulong)i * ProgramHeaderSize);
            yield return (UInt32(at), new Segment(UInt64(at + 16), UInt64(at + 8), UInt64(at + 32)));
        }
    }

    private void ReadDynamic(Segment segment)
    {
        for (var i = 0ul; i < segment.Length / DynamicEntrySize; i++)
        {
            _ = Slice(segment.Offset, (i + 1) * DynamicEntrySize);
            var at = segment.Offset + (i * DynamicEntrySize);
            var tag = (ElfTag)UInt64(at);
            if (tag == ElfTag.Null) return;
            _dynamic[tag] = UInt64(at + 8);
        }
    }

    private ReadOnlySpan<byte> Slice(ulong offset, ulong length)
    {
        var size = (ulong)_bytes.Length;
        return offset <= size && length <= size - offset
            ? _bytes.Span.Slice((int)offset, (int)length)
            : throw new ElfFormatException(offset, $"{length} bytes wanted, but the file has {size} in all");
    }

    private readonly record struct Segment(ulong Address, ulong Offset, ulong Length);
}
