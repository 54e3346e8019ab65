namespace MlPipeline.Training.Native;

/// <summary>The versions of symbols that a library defines and that it needs of others.</summary>
/// <remarks>
/// Follows the links from entry to entry and ignores the counts beside them, as glibc's loader does.
/// Source: Linux Standard Base, Core, "Symbol Versioning".
/// </remarks>
internal sealed class ElfSymbolVersions
{
    private const int NeededEntrySize = 16;
    private const int NeededNameSize = 16;
    private const int DefinedEntrySize = 20;
    private const int IndexMask = 0x7fff;
    private const ushort IsTheLibraryItself = 1;
    private const byte IsWeak = 2;

    private readonly byte[] _bytes;
    private readonly ElfFile _file;

    /// <summary>Reads the versions.</summary>
    /// <param name="bytes">The whole library; must not change afterwards.</param>
    /// <exception cref="ElfFormatException">Not a 64-bit little-endian ELF library, or a damaged one.</exception>
    public ElfSymbolVersions(byte[] bytes)
    {
        _bytes = bytes;
        _file = new ElfFile(bytes);
        Needed = [.. Limit(ReadNeeded())];
        Defined = Limit(ReadDefined()).ToHashSet();
        Used = Needed.Count == 0 ? [] : ReadUsed();
    }

    /// <summary>Gets what the library needs of others, in the order of the file.</summary>
    public IReadOnlyList<NeededVersion> Needed { get; }

    /// <summary>Gets those of <see cref="Needed"/> that the library can't run without: a relocation refers to a symbol.</summary>
    public IReadOnlyList<NeededVersion> Used { get; }

    /// <summary>Gets the names of what the library defines, without its own name.</summary>
    public IReadOnlySet<string> Defined { get; }

    /// <summary>Makes the library load where <paramref name="versions"/> are missing: the loader then lets that pass.</summary>
    /// <param name="versions">Any of <see cref="Needed"/>.</param>
    /// <returns>A copy of the library that differs in the flags of these versions alone.</returns>
    public byte[] Weaken(IEnumerable<NeededVersion> versions)
    {
        var copy = (byte[])_bytes.Clone();
        foreach (var version in versions) copy[version.FlagsOffset] |= IsWeak;
        return copy;
    }

    private IEnumerable<NeededVersion> ReadNeeded()
    {
        foreach (var entry in Chain(_file.Table(ElfTag.NeededVersions), linkAt: 12, NeededEntrySize))
        {
            var library = _file.Name(_file.UInt32(entry + 4));
            foreach (var name in Chain(entry + _file.UInt32(entry + 8), linkAt: 12, NeededNameSize))
            {
                var index = _file.UInt16(name + 6) & IndexMask;
                yield return new NeededVersion(library, _file.Name(_file.UInt32(name + 8)), index, (int)name + 4);
            }
        }
    }

    private IEnumerable<string> ReadDefined()
    {
        foreach (var entry in Chain(_file.Table(ElfTag.DefinedVersions), linkAt: 16, DefinedEntrySize))
        {
            if ((_file.UInt16(entry + 2) & IsTheLibraryItself) == 0)
                yield return _file.Name(_file.UInt32(entry + _file.UInt32(entry + 12)));
        }
    }

    private List<NeededVersion> ReadUsed()
    {
        var versions = _file.Table(ElfTag.SymbolVersions) ?? throw new ElfFormatException(0, "no versions of its symbols");
        var used = ElfRelocations.Symbols(_file).Select(symbol => _file.UInt16(versions + (2ul * symbol)) & IndexMask).ToHashSet();
        return [.. Needed.Where(version => used.Contains(version.Index))];
    }

    private IEnumerable<ulong> Chain(ulong? start, ulong linkAt, uint entrySize)
    {
        if (start is not { } at) yield break;
        while (true)
        {
            yield return at;
            var link = _file.UInt32(at + linkAt);
            if (link == 0) yield break;
            if (link < entrySize) throw new ElfFormatException(at + linkAt, $"a link of {link} bytes into the same entry");
            at += link;
        }
    }

    // An index has 15 bits: more versions than that are a damaged file, whose links could cross for hours.
    private static IEnumerable<T> Limit<T>(IEnumerable<T> versions)
    {
        var count = 0;
        foreach (var version in versions)
        {
            if (++count > IndexMask) throw new ElfFormatException(0, $"more than {IndexMask} versions of symbols");
            yield return version;
        }
    }
}
