using System.Globalization;

namespace MlPipeline.Text.Unicode;

/// <summary>
/// The facts of Unicode that normalisation forms and case mappings need, read once from <c>unicode.txt</c>, which is part
/// of the assembly. The platform has them too, but other ones with every version of ICU, and none without ICU.
/// </summary>
internal static class UnicodeFacts
{
    private static readonly CodePointTable<byte> Classes = new();
    private static readonly CodePointTable<int[]> Decompositions = new();
    private static readonly CodePointTable<bool> Unstable = new();
    private static readonly CodePointTable<int> Small = new();
    private static readonly CodePointTable<int> Capital = new();
    private static readonly Dictionary<(int First, int Second), int> Compositions = [];

    static UnicodeFacts()
    {
        using var stream = typeof(UnicodeFacts).Assembly.GetManifestResourceStream("MlPipeline.Text.Unicode.unicode.txt")!;
        using var reader = new StreamReader(stream);
        Action<string> read = Ignore;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
                read = ReaderOf(line);
            else if (!line.StartsWith('#'))
                Array.ForEach(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), read);
        }
    }

    /// <summary>Gets the canonical combining class, 0 for all but some marks. Marks of other classes can change places.</summary>
    public static int ClassOf(int codePoint) => Classes[codePoint];

    /// <summary>Gets the full canonical decomposition; null where there is none, and for Hangul, which is computed.</summary>
    public static int[]? DecompositionOf(int codePoint) => Decompositions[codePoint];

    /// <summary>Gets the character that two compose to; null where they don't, and for Hangul.</summary>
    public static int? CompositionOf(int first, int second) =>
        Compositions.TryGetValue((first, second), out var composed) ? composed : null;

    /// <summary>Says whether text that holds the code point may not be in normalisation form C.</summary>
    public static bool MayChangeComposed(int codePoint) => Unstable[codePoint];

    /// <summary>Gets the small letter by Unicode's simple mapping; the code point itself where there is none.</summary>
    public static int SmallOf(int codePoint) => codePoint + Small[codePoint];

    /// <summary>Gets the capital letter by Unicode's simple mapping; the code point itself where there is none.</summary>
    public static int CapitalOf(int codePoint) => codePoint + Capital[codePoint];

    private static Action<string> ReaderOf(string section) => section switch
    {
        "[class]" => ReadClass,
        "[compose]" => ReadComposition,
        "[decompose]" => ReadDecomposition,
        "[small]" => entry => ReadMapping(entry, Small),
        "[capital]" => entry => ReadMapping(entry, Capital),
        _ => Ignore,
    };

    private static void Ignore(string entry)
    {
    }

    // 230:0300-0314
    private static void ReadClass(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        foreach (var codePoint in Range(entry[(colon + 1)..]))
            Classes[codePoint] = byte.Parse(entry.AsSpan(0, colon), CultureInfo.InvariantCulture);
    }

    // 1E14=0112+0300; the first may be composed itself, and then comes earlier or later in the file.
    private static void ReadComposition(string entry)
    {
        var (composed, parts) = Split(entry);
        Compositions.Add((parts[0], parts[1]), composed);
        Unstable[parts[1]] = true;
        Decompositions[composed] = parts;
    }

    // 0344=0308+0301: taken apart, but never composed.
    private static void ReadDecomposition(string entry)
    {
        var (codePoint, parts) = Split(entry);
        Unstable[codePoint] = true;
        Decompositions[codePoint] = parts;
    }

    // 0041-005A:32, or 0100-012E/2:1 for every second one.
    private static void ReadMapping(string entry, CodePointTable<int> mapping)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        foreach (var codePoint in Range(entry[..colon]))
            mapping[codePoint] = int.Parse(entry.AsSpan(colon + 1), CultureInfo.InvariantCulture);
    }

    private static (int CodePoint, int[] Parts) Split(string entry)
    {
        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        return (Hex(entry[..equals]), [.. entry[(equals + 1)..].Split('+').Select(Hex)]);
    }

    private static IEnumerable<int> Range(string entry)
    {
        var step = entry.EndsWith("/2", StringComparison.Ordinal) ? 2 : 1;
        var ends = entry.Replace("/2", "", StringComparison.Ordinal).Split('-');
        for (var codePoint = Hex(ends[0]); codePoint <= Hex(ends[^1]); codePoint += step)
            yield return codePoint;
    }

    private static int Hex(string digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
