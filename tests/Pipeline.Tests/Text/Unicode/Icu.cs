using System.Globalization;
using System.Text;

namespace MlPipeline.Tests.Text.Unicode;

/// <summary>The platform's ICU, an independent source for the facts of Unicode, of a version that may be older than ours.</summary>
internal static class Icu
{
    private const string NoIcu = "The platform has no ICU to compare with.";

    // Of Unicode 14.0 and later, which an older ICU doesn't know: blocks, and single characters in older blocks.
    private static readonly (int From, int To)[] Later =
    [
        (0x019B, 0x019B), (0x0264, 0x0264), (0x0890, 0x089F), (0x08CA, 0x08D2), (0x0C3C, 0x0C3C), (0x1715, 0x1715), (0x1AC1, 0x1AEB),
        (0x1C89, 0x1C8A), (0x1DFA, 0x1DFA), (0x2C2F, 0x2C2F), (0x2C5F, 0x2C5F), (0xA7C0, 0xA7C1), (0xA7CB, 0xA7DC), (0x10570, 0x105BF),
        (0x105C0, 0x105FF), (0x10D40, 0x10D8F), (0x10EC2, 0x10EFF), (0x10F82, 0x10F85), (0x11070, 0x11070), (0x11241, 0x11241),
        (0x11380, 0x113FF), (0x11F00, 0x11F5F), (0x1612F, 0x1612F), (0x16100, 0x1613F), (0x16D40, 0x16D7F), (0x16EA0, 0x16ED3),
        (0x1E08F, 0x1E08F), (0x1E2AE, 0x1E2AE), (0x1E4D0, 0x1E4FF), (0x1E5D0, 0x1E5FF), (0x1E6C0, 0x1E6FF), (0x11B60, 0x11B67),
    ];

    /// <summary>Gets all Unicode scalar values.</summary>
    public static IEnumerable<int> CodePoints => Enumerable.Range(0, 0x110000).Where(Rune.IsValid);

    public static void SkipWithout() => Assert.SkipWhen("a\u0301".Normalize() != "\u00E1", NoIcu);

    /// <summary>Gets a form as ICU has it.</summary>
    public static string Form(string text, NormalizationForm form) => text.Normalize(form);

    /// <summary>Says whether ICU may lack a code point.</summary>
    public static bool MayLack(int codePoint) =>
        CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.OtherNotAssigned
            || Later.Any(range => codePoint >= range.From && codePoint <= range.To);

    public static string Hex(string text) => string.Join(' ', text.Select(c => $"{(int)c:X4}"));
}
