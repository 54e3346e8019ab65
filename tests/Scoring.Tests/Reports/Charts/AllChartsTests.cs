using System.Globalization;
using MlPipeline.Reporting.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

public sealed class AllChartsTests
{
    public static TheoryData<string> Kinds => new(ChartExamples.Kinds);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Chart_is_sound_and_says_what_it_shows(string kind)
    {
        var chart = new ChartDocument(ChartExamples.Write(kind, new ChartHead("one-of_2", "What is shown", "It rises."), "Ąžuolas"));

        chart.AssertSound("one-of_2");
        Assert.Equal("What is shown", chart.Title);
        Assert.StartsWith("It rises. ", chart.Description, StringComparison.Ordinal);
        Assert.Matches("Ąžuolas.*[0-9]|[0-9].*Ąžuolas", chart.Description);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Chart_shows_hostile_text_as_text(string kind)
    {
        foreach (var hostile in new[] { "<script>alert(1)</script>", "\"><img src=x onerror='x'>", "a&b;&#x41;", "]]>", "\u202Eexe",
            "\0\u0001\uFFFE\uD800\n", "'" })
        {
            var svg = ChartExamples.Write(kind, new ChartHead("x", hostile, hostile), hostile);

            new ChartDocument(svg).AssertSound("x");
            Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202E", svg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Chart_of_nothing_says_so(string kind)
    {
        var chart = new ChartDocument(ChartExamples.WriteEmpty(kind, new ChartHead("x", "Nothing")));

        Assert.Equal("No data.", chart.AssertSound("x").Description);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Chart_keeps_long_and_strange_names_inside(string kind)
    {
        foreach (var text in new[] { new string('W', 300), "", " ", "\u0301", "孫悟空", "👩‍👩‍👧‍👦" })
        {
            var chart = new ChartDocument(ChartExamples.Write(kind, new ChartHead("x", "Long"), text));

            chart.AssertSound("x");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Chart_is_the_same_in_every_culture(string kind)
    {
        var here = CultureInfo.CurrentCulture;
        var expected = ChartExamples.Write(kind, new ChartHead("x", "Title"), "Ona");
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("lt-LT");

            Assert.Equal(expected, ChartExamples.Write(kind, new ChartHead("x", "Title"), "Ona"));
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("ą")]
    [InlineData("a\"")]
    public void Head_refuses_what_is_no_id(string id)
    {
        var error = Assert.Throws<ArgumentException>(() => new ChartHead(id, "Title"));

        Assert.Contains("begin with a letter", error.Message, StringComparison.Ordinal);
    }
}
