using MlPipeline.Data;
using MlPipeline.Evaluation.Names;

namespace MlPipeline.Scoring.Tests.Evaluation.Samples;

public sealed class LithuanianNameRulesTests
{
    [Theory]
    [InlineData("Jonas", null)]
    [InlineData("jonas", "male")]
    [InlineData("Ona", "female")]
    [InlineData("Agnė", "moteris")]
    [InlineData("Vytautas", "m")]
    [InlineData("Gediminas", "unheard of")]
    [InlineData("Kristupas", null)]    // r: one consonant before, st: sibilant and stop
    [InlineData("Andrius", null)]      // n behind a vowel, dr before one
    [InlineData("Skirgaila", null)]
    [InlineData("Džiugas", null)]      // dž is one sound
    [InlineData("Liucija", null)]
    public void Names_that_can_be_are_valid(string name, string? label) => Assert.Empty(LithuanianNameRules.Rules.Broken(name, label));

    [Theory]
    [InlineData("Xena", null, "letters syllables")]
    [InlineData("JonAs", null, "letters ending syllables")]
    [InlineData("Jo nas", null, "letters syllables")]
    [InlineData("As", null, "length")]
    [InlineData("Maksimilijonasas", null, "length")]
    [InlineData("Jon", null, "ending")]
    [InlineData("Jonas", "female", "ending")]
    [InlineData("Ona", "male", "ending")]
    [InlineData("Jonkptas", null, "syllables")]
    [InlineData("Aaaonas", null, "syllables")]
    [InlineData("Krmas", null, "syllables")]
    [InlineData("", null, "letters length ending syllables")]
    public void Broken_rules_are_named(string name, string? label, string expected) =>
        Assert.Equal(expected, string.Join(' ', LithuanianNameRules.Rules.Broken(name, label)));

    [Fact]
    public void Nearly_all_real_names_are_valid()
    {
        var names = NameCsv.Read(TestFiles.Names, new NameCsvOptions { LabelColumn = "gender" }).ToList();

        Assert.InRange(names.Count(record => LithuanianNameRules.Rules.Broken(record.Name).Count == 0) / (double)names.Count, 0.995, 1);
        Assert.InRange(
            names.Count(record => LithuanianNameRules.Rules.Broken(record.Name, record.Label).Count == 0) / (double)names.Count, 0.98, 1);
    }
}
