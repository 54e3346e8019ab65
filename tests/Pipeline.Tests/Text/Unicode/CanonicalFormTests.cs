using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Tests.Text.Unicode;

public sealed class CanonicalFormTests
{
    // All characters that forms concern: those with a decomposition or a class, those that compose, and Hangul.
    private static readonly int[] Concerned = [.. Icu.CodePoints.Where(c =>
        c is >= 0x1100 and <= 0x11FF or >= 0xAC00 and <= 0xACFF ||
        UnicodeFacts.DecompositionOf(c) is not null || UnicodeFacts.ClassOf(c) != 0 || UnicodeFacts.MayChangeComposed(c))];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf(Concerned), Gen.OneOf(Concerned), Gen.OneOf(0x61, 0x69, 0x75, 0x1100, 0x0DD9, 0x2D, 0x20, 0x200D), Gen.Int[0, 0x10FFFF])
        .Where(c => Rune.IsValid(c) && c != 0xFFFE).Array[0, 10].Select(text => string.Concat(text.Select(char.ConvertFromUtf32)));

    // The Unicode Standard, NormalizationTest.txt: source; NFC; NFD.
    [Theory]
    [InlineData("1E0A 0323", "1E0C 0307", "0044 0323 0307")]
    [InlineData("1E0A 031B 0323", "1E0C 031B 0307", "0044 031B 0323 0307")]
    [InlineData("0112 0300", "1E14", "0045 0304 0300")]
    [InlineData("1E14 0304", "1E14 0304", "0045 0304 0300 0304")]
    [InlineData(
        "05B8 05B9 05B1 0591 05C3 05B0 05AC 059F", "05B1 05B8 05B9 0591 05C3 05B0 05AC 059F", "05B1 05B8 05B9 0591 05C3 05B0 05AC 059F")]
    [InlineData("0061 0315 0300 05AE 0300 0062", "00E0 05AE 0300 0315 0062", "0061 05AE 0300 0300 0315 0062")]
    [InlineData("1100 AC00 11A8", "1100 AC01", "1100 1100 1161 11A8")]
    [InlineData("1100 AC00 11A8 11A8", "1100 AC01 11A8", "1100 1100 1161 11A8 11A8")]
    [InlineData("0340", "0300", "0300")]
    [InlineData("0344", "0308 0301", "0308 0301")]
    [InlineData("0958", "0915 093C", "0915 093C")]
    [InlineData("2126", "03A9", "03A9")]
    [InlineData("D834 DD5E", "D834 DD57 D834 DD65", "D834 DD57 D834 DD65")]
    [InlineData("D87E DC68", "36FC", "36FC")]
    [InlineData("09C7 0334 09BE", "09C7 0334 09BE", "09C7 0334 09BE")]
    [InlineData("0DD9 0DCF 0DCA", "0DDD", "0DD9 0DCF 0DCA")]
    public void Forms_are_those_of_the_standards_own_test(string source, string composed, string decomposed)
    {
        var text = Of(source);

        Assert.Equal(composed, Icu.Hex(CanonicalForm.Compose(text)));
        Assert.Equal(decomposed, Icu.Hex(CanonicalForm.Decompose(text)));
    }

    [Fact]
    public void Every_code_point_has_the_forms_that_ICU_gives_it()
    {
        Icu.SkipWithout();
        List<string> differences = [];
        foreach (var chunk in Icu.CodePoints.Where(c => c != 0xFFFE && !Icu.MayLack(c)).Select(char.ConvertFromUtf32).Chunk(4096))
        {
            // Alone, and between two marks that it would have to pass, so that its class shows.
            string[] texts = [.. chunk, .. chunk.Select(c => $"a\u0345{c}\u0334\u0300")];
            if (!Agree(string.Join(' ', texts)))
                differences.AddRange(texts.Where(text => !Agree(text)).Select(Icu.Hex));
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void Every_letter_with_every_mark_has_the_forms_that_ICU_gives_it()
    {
        Icu.SkipWithout();
        var known = Concerned.Where(c => !Icu.MayLack(c) && c < 0xAC00).ToList();
        var letters = known.Where(c => UnicodeFacts.DecompositionOf(c) is { Length: > 1 }).Select(c => UnicodeFacts.DecompositionOf(c)![0])
            .Distinct();
        var marks = known.Where(c => UnicodeFacts.DecompositionOf(c) is null).Select(char.ConvertFromUtf32).ToList();

        foreach (var letter in letters.Select(char.ConvertFromUtf32))
        {
            var text = string.Concat(marks.Select(mark => letter + mark + " "));
            Assert.Equal(Icu.Form(text, NormalizationForm.FormC), CanonicalForm.Compose(text));
            Assert.Equal(Icu.Form(text, NormalizationForm.FormD), CanonicalForm.Decompose(text));
        }
    }

    [Fact]
    public void Any_text_has_the_forms_that_ICU_gives_it()
    {
        Icu.SkipWithout();

        Texts.Where(text => !text.EnumerateRunes().Any(rune => Icu.MayLack(rune.Value)))
            .Sample(text => Assert.True(Agree(text)), iter: 30_000, print: Icu.Hex);
    }

    [Fact]
    public void A_form_of_a_form_is_the_form() => Texts.Sample(text =>
    {
        var (composed, decomposed) = (CanonicalForm.Compose(text), CanonicalForm.Decompose(text));

        Assert.Equal(composed, CanonicalForm.Compose(composed));
        Assert.Equal(decomposed, CanonicalForm.Decompose(decomposed));
        Assert.Equal(composed, CanonicalForm.Compose(decomposed));
        Assert.Equal(decomposed, CanonicalForm.Decompose(composed));
    }, iter: 30_000, print: Icu.Hex);

    [Fact]
    public void Half_a_character_stays_where_it_is()
    {
        Assert.Equal("\u00E1\uD800\u0301\uDC00", CanonicalForm.Compose("a\u0301\uD800\u0301\uDC00"));
        Assert.Equal("a\u0301\uD800", CanonicalForm.Decompose("\u00E1\uD800"));
    }

    [Fact]
    public void A_long_row_of_marks_takes_no_long_time()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 200_000));

        var composed = CanonicalForm.Compose(text);

        Assert.StartsWith("\u1EA1\u0323", composed, StringComparison.Ordinal);
        Assert.EndsWith("\u0323\u0301", composed.TrimEnd('\u0301') + "\u0301", StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_what_its_script_writes()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "../../../../src/Core/Text/Unicode");
        var written = Node(Path.Combine(folder, "generate.mjs"));
        var table = File.ReadAllText(Path.Combine(folder, "unicode.txt"));
        Assert.SkipWhen(written is null, "There is no Node.js to run the script.");
        Assert.SkipWhen(written.Split(':')[0] != table.Split(':')[0], "Node.js has another version of Unicode.");

        Assert.Equal(written.ReplaceLineEndings(), table.ReplaceLineEndings());
    }

    private static bool Agree(string text) =>
        CanonicalForm.Compose(text) == Icu.Form(text, NormalizationForm.FormC)
            && CanonicalForm.Decompose(text) == Icu.Form(text, NormalizationForm.FormD);

    private static string? Node(string script)
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true })!;
            return node.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Of(string hex) => string.Concat(hex.Split(' ').Select(unit => (char)Convert.ToInt32(unit, 16)));

    private static string Here([CallerFilePath] string path = "") => path;
}
