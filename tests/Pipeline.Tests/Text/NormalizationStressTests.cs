using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Tests.Text;

public sealed class NormalizationStressTests
{
    private const string Alphabet = "aąbcčdeęėfghiįyjklmnoprsštuųūvzžAĄBCČDEĘĖFGHIĮYJKLMNOPRSŠTUŲŪVZŽ";

    /// <summary>
    /// Every marked letter of Lithuanian, small and capital: those with a character of their own (The Unicode Standard,
    /// Latin-1 to Latin Extended Additional) and those of its NamedSequences.txt, in code points, and the letter meant.
    /// </summary>
    public static TheoryData<string, string> MarkedLetters { get; } = new()
    {
        { "00E0", "a" }, { "00E1", "a" }, { "00E3", "a" }, { "00C0", "A" }, { "00C1", "A" }, { "00C3", "A" },
        { "0105 0301", "ą" }, { "0105 0303", "ą" }, { "0104 0301", "Ą" }, { "0104 0303", "Ą" },
        { "00E8", "e" }, { "00E9", "e" }, { "1EBD", "e" }, { "00C8", "E" }, { "00C9", "E" }, { "1EBC", "E" },
        { "0119 0301", "ę" }, { "0119 0303", "ę" }, { "0118 0301", "Ę" }, { "0118 0303", "Ę" },
        { "0117 0301", "ė" }, { "0117 0303", "ė" }, { "0116 0301", "Ė" }, { "0116 0303", "Ė" },
        { "00EC", "i" }, { "00ED", "i" }, { "0129", "i" }, { "00CC", "I" }, { "00CD", "I" }, { "0128", "I" },
        { "0069 0307 0300", "i" }, { "0069 0307 0301", "i" }, { "0069 0307 0303", "i" },
        { "012F 0307 0301", "į" }, { "012F 0307 0303", "į" }, { "012E 0301", "Į" }, { "012E 0303", "Į" },
        { "1EF3", "y" }, { "00FD", "y" }, { "1EF9", "y" }, { "1EF2", "Y" }, { "00DD", "Y" }, { "1EF8", "Y" },
        { "00F2", "o" }, { "00F3", "o" }, { "00F5", "o" }, { "00D2", "O" }, { "00D3", "O" }, { "00D5", "O" },
        { "00F9", "u" }, { "00FA", "u" }, { "0169", "u" }, { "00D9", "U" }, { "00DA", "U" }, { "0168", "U" },
        { "0173 0301", "ų" }, { "0173 0303", "ų" }, { "0172 0301", "Ų" }, { "0172 0303", "Ų" },
        { "016B 0300", "ū" }, { "016B 0301", "ū" }, { "016B 0303", "ū" }, { "016A 0300", "Ū" }, { "016A 0301", "Ū" }, { "016A 0303", "Ū" },
        { "006A 0307 0303", "j" }, { "006A 0303", "j" }, { "004A 0303", "J" },
        { "013A", "l" }, { "006C 0303", "l" }, { "0139", "L" }, { "004C 0303", "L" },
        { "1E3F", "m" }, { "006D 0303", "m" }, { "1E3E", "M" }, { "004D 0303", "M" },
        { "0144", "n" }, { "01F9", "n" }, { "00F1", "n" }, { "0143", "N" }, { "01F8", "N" }, { "00D1", "N" },
        { "0155", "r" }, { "0072 0303", "r" }, { "0154", "R" }, { "0052 0303", "R" },
    };

    [Theory]
    [MemberData(nameof(MarkedLetters))]
    public void Stress_rule_leaves_the_letter_that_is_meant(string codePoints, string letter)
    {
        var marked = string.Concat(codePoints.Split(' ').Select(hex => (char)Convert.ToInt32(hex, 16)));
        var stress = Normalization.Of([Normalization.StressRule]);

        string[] forms = [stress.Apply(marked), stress.Apply(marked.Normalize(NormalizationForm.FormD)),
            stress.Apply(marked.Normalize(NormalizationForm.FormC))];

        Assert.All(forms, form => Assert.Equal(letter, form));
    }

    // A dictionary may put the stress mark before the mark that spells.
    [Theory]
    [InlineData("e\u0301\u0307", "ė")]
    [InlineData("u\u0303\u0304", "ū")]
    [InlineData("a\u0303\u0328", "ą")]
    [InlineData("i\u0300\u0328", "į")]
    [InlineData("n\u0341", "n")]
    public void Stress_rule_does_not_depend_on_the_order_of_the_marks(string marked, string letter)
    {
        var stress = Normalization.Of([Normalization.StressRule]);

        var plain = stress.Apply(marked);

        Assert.Equal(letter, plain);
    }

    [Theory]
    [InlineData(NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormD)]
    public void Stress_rule_keeps_every_letter_of_the_alphabet(NormalizationForm form)
    {
        var stress = Normalization.Of([Normalization.StressRule]);

        var kept = stress.Apply(Alphabet.Normalize(form));

        Assert.Equal(Alphabet, kept);
    }
}
