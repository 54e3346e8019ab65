using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests;

public sealed class MessageTextTests
{
    [Theory]
    [InlineData("female", "'female'")]
    [InlineData("a, b", "'a, b'")]
    [InlineData("O'Neill", "\"O'Neill\"")]
    [InlineData("\"O'Neill\"", "\"\\\"O'Neill\\\"\"")]
    [InlineData("a\nb", "'a⟨U+000A⟩b'")]
    [InlineData("\u202Eevil\u001b[2J", "'⟨U+202E⟩evil⟨U+001B⟩[2J'")]
    [InlineData("👩‍👩‍👧", "'👩‍👩‍👧'")]
    [InlineData("می‌خواهم", "'می‌خواهم'")]
    public void Value_is_quoted_and_nothing_in_it_breaks_the_line(string text, string expected) =>
        Assert.Equal(expected, MessageText.Quote(text));

    [Theory]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(41)]
    public void Long_text_is_cut_between_code_points(int before)
    {
        var text = new string('a', before) + "😀bb";

        var cut = MessageText.Shorten(text, 40);

        Assert.EndsWith("…", cut, StringComparison.Ordinal);
        Assert.True(cut.Length <= 41);
        Assert.DoesNotContain(cut.EnumerateRunes(), rune => rune.Value == 0xFFFD);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_its_number() => Assert.Equal("'half ⟨U+D83D⟩'", MessageText.Quote("half \uD83D"));

    [Fact]
    public void List_names_the_first_values_and_counts_the_rest()
    {
        Assert.Equal("'a', 'b, c'", MessageText.List(["a", "b, c"]));
        Assert.Equal(
            "'0', '1', '2', '3', '4', '5', '6', '7', '8', '9' and 1,490 more",
            MessageText.List(Enumerable.Range(0, 1_500).Select(i => $"{i}")));
        Assert.InRange(MessageText.List(Enumerable.Repeat(new string('x', 100_000), 1_000)).Length, 400, 500);
    }
}
