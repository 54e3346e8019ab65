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
    [InlineData("directions", "\u200Fכּלב\u202C", "כּלב")]
    [InlineData("hyphens", "Jean – Luc\u2011Marie -", "Jean-Luc-Marie")]
    [InlineData("hyphens", "בן־גוריון ֊ ゠", "בן־גוריון ֊ ゠")]
    public void Apply_runs_a_rule(string rule, string text, string expected)
    {
        var normalization = Normalization.Of([rule]);

        var normal = normalization.Apply(text);

        Assert.Equal(expected, normal);
    }

    [Theory]
    [InlineData("ΟΔΥΣΣΕΥΣ ΣΟΦΊΑΣ-ΆΡΗΣ", "οδυσσευς σοφίας-άρης")]
    [InlineData("Σ ΑΣ’ Α’Σ", "σ ας’ α’ς")]
    [InlineData("STRAẞE ǄEMAL İI", "straße ǆemal i\u0307i")]
    [InlineData("ISPARTA İZMİR HÂLÂ", "ısparta izmir hâlâ", "-tr")]
    [InlineData("ÌEVA JŨRA Į́", "i\u0307\u0300eva jũra į\u0307\u0301", "-lt")]
    public void Lower_words_rule_knows_languages(string text, string expected, string language = "")
    {
        var normalization = Normalization.Of([Normalization.LowerWordsRule + language]);

        Assert.Equal(expected, normalization.Apply(text));
    }

    [Theory]
    [InlineData("O'NEILL o’neill O'neill O'Neill", "O'Neill O’Neill O'Neill O'Neill")]
    [InlineData("D'ANGELO DELL’ACQUA L'ORÉAL M'BAYE", "D'Angelo Dell’Acqua L'Oréal M'Baye")]
    [InlineData("MCDONALD mcdonald McDonald d'Artagnan DeShawn jONAS", "Mcdonald Mcdonald McDonald d'Artagnan DeShawn Jonas")]
    [InlineData("YA'AKOV МАР'ЯНА В'ЯЧЕСЛАВ Д'АРТАНЬЯН", "Ya'akov Мар'яна В'ячеслав Д'Артаньян")]
    [InlineData("JEAN-LUC mária josé", "Jean-Luc Mária José")]
    [InlineData("ΟΔΥΣΣΕΥΣ ΆΡΗΣ-ΝΊΚΟΣ", "Οδυσσευς Άρης-Νίκος")]
    [InlineData("ǆemal ǄEMAL ǇUBICA ǳ", "ǅemal ǅemal ǈubica ǲ")]
    [InlineData("STRASSE straße GROßMANN GROẞMANN", "Strasse Straße Großmann Großmann")]
    [InlineData("ნინო ᲜᲘᲜᲝ", "ნინო ნინო")]
    [InlineData("ᏣᎳᎩ", "ᏣᎳᎩ")]
    [InlineData("ԵՒԱ ևա", "Եւա Եւա")]
    [InlineData("ʻiolani KAʻIULANI ʿALI", "ʻIolani Kaʻiulani ʿAli")]
    [InlineData("GABRIEL·LA PARAL·LEL", "Gabriel·la Paral·lel")]
    [InlineData("IJSBRAND İI ISPARTA", "Ijsbrand İi Isparta")]
    [InlineData("IJSBRAND ijsbrand IJsbrand 'T HOOFT 's", "IJsbrand IJsbrand IJsbrand 't Hooft 's", "-nl")]
    [InlineData("'\u017F 'S", "'\u017F 's", "-nl")]
    [InlineData("ISPARTA istanbul IŞIL IRMAK ılgaz KÂMİL îsa", "Isparta İstanbul Işıl Irmak Ilgaz Kâmil Îsa", "-tr")]
    [InlineData("O'KTAM G‘AYRAT", "O'ktam G‘ayrat", "-uz")]
    [InlineData("i\u0307\u0300eva ÌEVA AÍDA j\u0307\u0303", "Ìeva Ìeva Ai\u0307\u0301da J\u0303", "-lt")]
    [InlineData("ایلیا ශ්‍රී 김민준", "ایلیا ශ්‍රී 김민준")]
    public void Title_words_rule_knows_names_and_languages(string text, string expected, string language = "")
    {
        var normalization = Normalization.Of([Normalization.TitleWordsRule + language]);

        Assert.Equal(expected, normalization.Apply(text));
        Assert.Equal(expected, normalization.Apply(expected));
    }

    [Theory]
    [InlineData("title-words", "ΝΙΚΟΣ", "Νικοσ")]
    [InlineData("title-words", "MC", "Mc")]
    [InlineData("title-words", "o'n", "O'N")]
    [InlineData("lower-words", "ΝΙΚΟΣ Σ", "νικος σ")]
    public void ApplyToPrefix_does_not_take_the_end_of_the_prefix_for_that_of_a_word(string rule, string prefix, string expected)
    {
        var normalization = Normalization.Of([rule]);

        Assert.Equal(expected, normalization.ApplyToPrefix(prefix));
    }

    [Theory]
    [InlineData("lower and title-words-tr", "lower", "title-words-tr")]
    [InlineData("lower-words and title-words", "title-words", "lower-words")]
    [InlineData("stress and title-words-lt", "stress", "title-words-lt")]
    public void Of_refuses_rules_that_contradict_each_other(string expected, params string[] rules)
    {
        var exception = Assert.Throws<FormatException>(() => Normalization.Of(rules));

        Assert.Contains(expected + " contradict each other", exception.Message, StringComparison.Ordinal);
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
        var normalization = Normalization.Of(
            [.. Normalization.KnownRules.Where(rule => !rule.Contains("-words", StringComparison.Ordinal))]);

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

        Assert.Contains(
            "'upside-down' is unknown; known are nfc, directions, trim, spaces, dashes, hyphens, stress, fold-nasals, lower, title, " +
                "lower-words, ", exception.Message, StringComparison.Ordinal);
    }
}
