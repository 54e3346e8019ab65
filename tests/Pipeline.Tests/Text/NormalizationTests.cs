using MlPipeline.Text;

namespace MlPipeline.Tests.Text;

public sealed class NormalizationTests
{
    [Theory]
    [InlineData("spaces", " Ona\u00A0\t Marija\r\n", "Ona Marija")]
    [InlineData("spaces", "\uFEFFJo\u00ADnas\u200B", "Jonas")]
    [InlineData("spaces", "e\u200B\u0307", "ė")]
    [InlineData("dashes", "Ona–Marija", "Ona-Marija")]
    [InlineData("dashes", "– Ona \u2212 - Marija -", "Ona-Marija")]
    [InlineData("dashes", " Ona  Marija ", " Ona  Marija ")]
    [InlineData("stress", "Kristìnà", "Kristina")]
    [InlineData("stress", "Eñrikas", "Enrikas")]
    [InlineData("stress", "Ži\u0307\u0301vilė\u0303", "Živilė")]
    [InlineData("stress", "ŽANĖ\u0301TA", "ŽANĖTA")]
    [InlineData("fold-nasals", "Ąžuolas Ęįų", "Ažuolas Eįų")]
    [InlineData("lower", "ŽEMYNA Ė", "žemyna ė")]
    [InlineData("lower", "T\u0308", "ẗ")]
    [InlineData("lower", "İ", "i\u0307")]
    [InlineData("title", "ONA-marija d’ARK", "Ona-Marija D’ark")]
    [InlineData("title", "žemyna ėglė", "Žemyna Ėglė")]
    public void Apply_runs_a_rule(string rule, string text, string expected)
    {
        var normalization = Normalization.Of([rule]);

        var normal = normalization.Apply(text);

        Assert.Equal(expected, normal);
    }

    // Foreign letters whose mark is not one of Lithuanian stress, or whose base can't carry it.
    [Theory]
    [InlineData("ćńśź", "ćnśź")]
    [InlineData("äöüåÆøß", "äöüåÆøß")]
    [InlineData("ãñé", "ane")]
    [InlineData("Ива\u0301н й", "Ива\u0301н й")]
    [InlineData("ấ", "â")]
    public void Stress_rule_leaves_marks_that_can_not_be_lithuanian_stress(string text, string expected)
    {
        var normalization = Normalization.Of([Normalization.StressRule]);

        var normal = normalization.Apply(text);

        Assert.Equal(expected.Normalize(), normal);
    }

    [Theory]
    [InlineData("Ona ", "Ona ")]
    [InlineData("Ona -", "Ona-")]
    [InlineData(" Ona- ", "Ona-")]
    [InlineData("Ona  Mari\u0300", "Ona Mari")]
    [InlineData("- ", "")]
    [InlineData("  ", "")]
    public void ApplyToPrefix_keeps_the_space_or_dash_at_its_end(string prefix, string expected)
    {
        var normalization = Normalization.Of(["nfc", "spaces", "dashes", "stress"]);

        var normal = normalization.ApplyToPrefix(prefix);

        Assert.Equal(expected, normal);
    }

    [Fact]
    public void Apply_leaves_text_alone_that_has_no_normal_form()
    {
        var normalization = Normalization.Of([.. Normalization.KnownRules]);

        Assert.All(["\uD800", " Jõ\uDC00nas  ", "\uFFFE Ą"], text => Assert.Equal(text, normalization.Apply(text)));
    }

    [Fact]
    public void Of_runs_the_rules_in_one_order_however_they_are_given()
    {
        var normalization = Normalization.Of(["lower", "stress", "nfc", "stress"]);

        Assert.Equal(["nfc", "stress", "lower"], normalization.Rules);
    }

    [Fact]
    public void Of_names_an_unknown_rule_and_the_known_ones()
    {
        var exception = Assert.Throws<FormatException>(() => Normalization.Of(["nfc", "upside-down"]));

        Assert.Contains("'upside-down' is unknown; known are nfc, trim, spaces, dashes, stress, fold-nasals, lower, title", exception.Message, StringComparison.Ordinal);
    }
}
