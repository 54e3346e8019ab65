using System.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Tests.Text.Unicode;

public sealed class SimpleCaseTests
{
    [Fact]
    public void Every_letter_has_the_case_that_ICU_gives_it()
    {
        Icu.SkipWithout();
        List<string> differences = [];
        foreach (var rune in Icu.CodePoints.Where(c => !Icu.MayLack(c)).Select(c => new Rune(c)))
        {
            if (SimpleCase.Lower(rune) != Rune.ToLowerInvariant(rune) || SimpleCase.Upper(rune) != Rune.ToUpperInvariant(rune))
                differences.Add($"{rune.Value:X4}");
        }

        Assert.Empty(differences);
    }

    // UnicodeData.txt, of letters that came with Unicode 14.0 and 16.0.
    [Theory]
    [InlineData(0x2C2F, 0x2C5F)]
    [InlineData(0x1C89, 0x1C8A)]
    [InlineData(0xA7DC, 0x019B)]
    [InlineData(0x10D50, 0x10D70)]
    public void Letters_that_ICU_may_lack_have_both_cases(int capital, int small)
    {
        Assert.Equal(small, SimpleCase.Lower(new Rune(capital)).Value);
        Assert.Equal(capital, SimpleCase.Upper(new Rune(small)).Value);
    }

    [Fact]
    public void Lower_takes_any_text() => Assert.Equal("ąžuolas 𐐨\uD800i\u0307İ", SimpleCase.Lower("ĄŽUOLAS 𐐀\uD800I\u0307İ"));
}
