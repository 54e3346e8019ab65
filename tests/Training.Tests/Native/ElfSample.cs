using System.Text;

namespace MlPipeline.Training.Tests.Native;

/// <summary>Builds a small ELF library, loaded 4,096 bytes above its offsets in the file, so that a mix-up of the two shows.</summary>
internal sealed class ElfSample
{
    private const ulong Shift = 4096;
    private const int HeadersSize = 64 + (2 * 56);

    private readonly List<byte> _body = [];
    private readonly List<byte> _names = [0];
    private readonly List<(ulong Tag, ulong Value)> _dynamic = [];

    /// <summary>Builds the library.</summary>
    /// <param name="needed">Versions it needs; symbol i, from 1, is of the i-th of them.</param>
    /// <param name="defined">Versions it defines, the library's own name first.</param>
    /// <param name="relocated">Symbols that a relocation refers to, in turn one of data and one of a function.</param>
    public static byte[] Build((string Library, string Version)[]? needed = null, string[]? defined = null, int[]? relocated = null)
    {
        var sample = new ElfSample();
        sample.AddNeeded(needed ?? []);
        sample.AddDefined(defined ?? []);
        sample.AddRelocations([.. (relocated ?? []).Where((_, i) => i % 2 == 0)], table: 7, size: 8);
        sample.AddRelocations([.. (relocated ?? []).Where((_, i) => i % 2 == 1)], table: 23, size: 2);
        return sample.Finish();
    }

    private void AddNeeded((string Library, string Version)[] needed)
    {
        if (needed.Length == 0) return;
        Table(0x6ffffffe);
        foreach (var (i, (library, version)) in needed.Index())
        {
            Write((ushort)1, (ushort)1, Name(library), 16u, i == needed.Length - 1 ? 0u : 32u);
            Write(0u, (ushort)0, (ushort)(i + 2), Name(version), 0u);
        }

        Table(0x6ffffff0);
        for (var i = 0; i <= needed.Length; i++) Write((ushort)(i + 1));
    }

    private void AddDefined(string[] defined)
    {
        if (defined.Length == 0) return;
        Table(0x6ffffffc);
        foreach (var (i, version) in defined.Index())
        {
            Write((ushort)1, (ushort)(i == 0 ? 1 : 0), (ushort)(i + 1), (ushort)1, 0u, 20u, i == defined.Length - 1 ? 0u : 28u);
            Write(Name(version), 0u);
        }
    }

    private void AddRelocations(int[] symbols, ulong table, ulong size)
    {
        Table(table);
        foreach (var symbol in symbols) Write(0ul, 7u, (uint)symbol, 0ul);
        _dynamic.Add((size, 24ul * (ulong)symbols.Length));
    }

    private byte[] Finish()
    {
        Table(5);
        _dynamic.Add((10, (ulong)_names.Count));
        _body.AddRange(_names);
        var dynamic = HeadersSize + (ulong)_body.Count;
        foreach (var (tag, value) in _dynamic) Write(tag, value);
        Write(0ul, 0ul);
        var body = _body.ToArray();
        _body.Clear();
        var length = HeadersSize + (ulong)body.Length;
        _body.AddRange([.. "\u007fELF\u0002\u0001\u0001"u8, .. new byte[9]]);
        Write((ushort)3, (ushort)62, 1u, 0ul, 64ul, 0ul, 0u, (ushort)64, (ushort)56, (ushort)2, (ushort)64, (ushort)0, (ushort)0);
        Write(1u, 4u, 0ul, Shift, Shift, length, length, 4096ul);
        Write(2u, 4u, dynamic, dynamic + Shift, dynamic + Shift, length - dynamic, length - dynamic, 8ul);
        _body.AddRange(body);
        return [.. _body];
    }

    private void Table(ulong tag) => _dynamic.Add((tag, HeadersSize + (ulong)_body.Count + Shift));

    private uint Name(string name)
    {
        var start = (uint)_names.Count;
        _names.AddRange(Encoding.UTF8.GetBytes($"{name}\0"));
        return start;
    }

    private void Write(params object[] numbers)
    {
        foreach (var number in numbers)
        {
            _body.AddRange(number switch
            {
                ushort n => BitConverter.GetBytes(n),
                uint n => BitConverter.GetBytes(n),
                ulong n => BitConverter.GetBytes(n),
                _ => throw new ArgumentException($"{number.GetType()} isn't a field of an ELF file", nameof(numbers)),
            });
        }
    }
}
