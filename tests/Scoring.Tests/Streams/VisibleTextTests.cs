using System.Globalization;
using System.Text;
using System.Text.Json;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Streams;

public sealed class VisibleTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("Ožys, 𐐷 😀 — plain", "Ožys, 𐐷 😀 — plain")]
    [InlineData("\u001b[31mred\a", "⟨U+001B⟩[31mred⟨U+0007⟩")]
    [InlineData("a\r\nb\u0085c\u2028d\u2029", "a⟨U+000D⟩⟨U+000A⟩b⟨U+0085⟩c⟨U+2028⟩d⟨U+2029⟩")]
    [InlineData("\u009b2J\u007f\t", "⟨U+009B⟩2J⟨U+007F⟩⟨U+0009⟩")]
    [InlineData("\u202eabc\u2066\u061c\ufeff", "⟨U+202E⟩abc⟨U+2066⟩⟨U+061C⟩⟨U+FEFF⟩")]
    [InlineData("می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧")]
    [InlineData("[red]x[/]", "[red]x[/]")]
    public void Escape_replaces_what_steers_and_nothing_else(string text, string expected) =>
        Assert.Equal(expected, VisibleText.Escape(text));

    [Fact]
    public void Escape_replaces_lone_surrogates()
    {
        Assert.Equal("a⟨U+D83D⟩b⟨U+DE00⟩", VisibleText.Escape("a\ud83db\ude00"));
        Assert.Equal("⟨U+E0041⟩", VisibleText.Escape("\U000E0041"));
    }

    // Over all of Unicode: what is left neither steers, nor breaks a line, nor turns the direction of text.
    [Fact]
    public void Escape_leaves_no_control_and_no_end_of_line_in_all_of_unicode()
    {
        var all = string.Concat(Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(value => new Rune(value).ToString()));

        var shown = VisibleText.Escape(all);

        Assert.DoesNotContain(shown, char.IsControl);
        Assert.DoesNotContain(
            shown.EnumerateRunes(), rune =>
                rune.Value is not (0x200C or 0x200D) && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format);
        Assert.Single(shown.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public void EscapeJson_keeps_the_values()
    {
        const string value = "a\u202eb\u2028\U000E0041\u009bž";
        var json = JsonSerializer.Serialize(new[] { value }, Relaxed);

        var shown = VisibleText.EscapeJson(json);

        Assert.Equal(shown, VisibleText.Escape(shown));
        Assert.Equal([value], JsonSerializer.Deserialize<string[]>(shown)!);
        Assert.Contains("ž", shown, StringComparison.Ordinal);
    }
}
