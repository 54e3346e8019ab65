namespace MlPipeline.Training.Native;

/// <summary>The places in a library that the loader fills in.</summary>
internal static class ElfRelocations
{
    private const int EntrySize = 24;

    /// <summary>Lists the symbols that <paramref name="file"/> can't run without.</summary>
    /// <returns>Indices into its symbols, with repetition; 0 stands for no symbol.</returns>
    /// <exception cref="ElfFormatException">The relocations reach beyond the file.</exception>
    public static IEnumerable<uint> Symbols(ElfFile file) =>
        Symbols(file, ElfTag.DataRelocations, ElfTag.DataRelocationsSize)
            .Concat(Symbols(file, ElfTag.FunctionRelocations, ElfTag.FunctionRelocationsSize));

    private static IEnumerable<uint> Symbols(ElfFile file, ElfTag table, ElfTag size)
    {
        if (file.Table(table) is not { } start) yield break;
        var count = (file.Value(size) ?? 0) / EntrySize;
        for (var i = 0ul; i < count; i++) yield return file.UInt32(start + (i * EntrySize) + 12);
    }
}
