namespace MlPipeline.Evaluation.Names;

/// <summary>Makes texts in which every code point is one UTF-16 character, so that lengths and edits count code points.</summary>
internal static class CodePoints
{
    private const int PrivateUse = 0xE000;
    private const int PrivateUseSize = 0x1900;
    private const int FirstSupplementary = 0x10000;

    /// <summary>
    /// Replaces code points beyond U+FFFF by characters of the private use area: those that lie 6,400 or a multiple apart by the same
    /// one, which no two of a script or of the emoji do. Other texts come back as they are.
    /// </summary>
    /// <param name="text">Any text; not for showing afterwards.</param>
    public static string Narrow(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
        ? text
        : string.Concat(
            text.EnumerateRunes()
                .Select(rune => rune.IsBmp ? (char)rune.Value : (char)(PrivateUse + (rune.Value - FirstSupplementary) % PrivateUseSize)));
}
