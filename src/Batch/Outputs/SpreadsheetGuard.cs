using System.Globalization;
using System.Text;
using MlPipeline.Data;

namespace MlPipeline.Batch.Outputs;

/// <summary>
/// Keeps spreadsheets from taking text for a formula, which could call programs or send data away: such text gets an apostrophe
/// before it.
/// </summary>
/// <remarks>
/// Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection: a field may not start with = + - @, a tab,
/// a carriage return, a line feed, or the full-width forms of the four signs, which some programs take for them; and NUL, by OWASP's
/// ASVS 5.0, 1.2.10. Programs skip what can't be seen and quotation marks, so these are looked through. Plain numbers are no formulas.
/// That a field can't end early is the part of <see cref="RecordFields.Quoted"/>. Thread-safe.
/// </remarks>
internal static class SpreadsheetGuard
{
    private const char Apostrophe = '\'';

    /// <summary>Says whether a spreadsheet may take a text for a formula.</summary>
    /// <param name="fieldText">The field's text in UTF-8, without the quotation marks that enclose it.</param>
    public static bool IsRisky(ReadOnlySpan<byte> fieldText)
    {
        for (var rest = fieldText; !rest.IsEmpty;)
        {
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            if (StartsFormula(rune))
                return !IsNumber(fieldText);
            if (!IsSkipped(rune))
                return false;
            rest = rest[length..];
        }

        return false;
    }

    /// <summary>Makes a text harmless.</summary>
    /// <param name="text">The field's text.</param>
    /// <returns>The text, after an apostrophe where it <see cref="IsRisky"/>.</returns>
    public static string Guard(string text) =>
        text.Length > 0 && !char.IsAsciiLetterOrDigit(text[0]) && IsRisky(Encoding.UTF8.GetBytes(text)) ? Apostrophe + text : text;

    private static bool StartsFormula(Rune rune) =>
        rune.Value is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠';

    private static bool IsSkipped(Rune rune) => rune.Value == '"' || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ||
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    // A sign, digits with one point or comma, an exponent: a comma is the point of many countries.
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var rest = text.Trim((byte)' ');
        rest = rest[SignLength(rest)..];
        var digits = DigitsOf(rest);
        rest = rest[digits..];
        if (rest is [(byte)'.' or (byte)',', ..])
        {
            var fraction = DigitsOf(rest[1..]);
            digits += fraction;
            rest = rest[(1 + fraction)..];
        }

        if (digits > 0 && rest is [(byte)'e' or (byte)'E', ..])
        {
            rest = rest[(1 + SignLength(rest[1..]))..];
            digits = DigitsOf(rest);
            rest = rest[digits..];
        }

        return digits > 0 && rest.IsEmpty;
    }

    private static int SignLength(ReadOnlySpan<byte> text) => text is [(byte)'+' or (byte)'-', ..] ? 1 : 0;

    private static int DigitsOf(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is var end and >= 0 ? end : text.Length;
}
