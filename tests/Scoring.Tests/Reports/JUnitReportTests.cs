using System.Globalization;
using System.Xml.Linq;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports;

namespace MlPipeline.Scoring.Tests.Reports;

public sealed class JUnitReportTests
{
    [Fact]
    public void Gates_and_checks_are_tests()
    {
        var report = SmallReport.Value with
        {
            Findings = [new Finding("collapsed", Severity.Defect, "few"),
            new Finding("leak", Severity.Warning, "some"), new Finding("sampler", Severity.Passed, "fine")]
        };

        var root = Write(report);

        Assert.Equal("testsuites", root.Name);
        var (gates, checks) = (Suite(root, "gates"), Suite(root, "checks"));
        Assert.Equal(("2", "1"), (gates.Attribute("tests")!.Value, gates.Attribute("failures")!.Value));
        Assert.Equal(("3", "1"), (checks.Attribute("tests")!.Value, checks.Attribute("failures")!.Value));
        Assert.Equal(("5", "2"), (root.Attribute("tests")!.Value, root.Attribute("failures")!.Value));
        var failed = Assert.Single(gates.Elements("testcase"), test => test.Element("failure") is not null);
        Assert.Equal("nats_per_character<1.54", failed.Attribute("name")!.Value);
        Assert.StartsWith("nats_per_character is 1.68", failed.Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Equal(
            "few", Assert.Single(checks.Elements("testcase"), test => test.Element("failure") is not null).Element("failure")!.Value);
        Assert.Equal("some", Assert.Single(checks.Descendants("system-out")).Value);
    }

    [Fact]
    public void Counts_are_those_of_the_elements_whatever_the_texts()
    {
        var root = Write(SmallReport.Hostile);

        foreach (var suite in root.Elements("testsuite"))
        {
            Assert.Equal(suite.Elements("testcase").Count(), int.Parse(suite.Attribute("tests")!.Value, CultureInfo.InvariantCulture));
            Assert.Equal(suite.Descendants("failure").Count(), int.Parse(suite.Attribute("failures")!.Value, CultureInfo.InvariantCulture));
        }
    }

    private static XElement Suite(XElement root, string name) =>
        root.Elements("testsuite").Single(suite => suite.Attribute("name")!.Value == name);

    private static XElement Write(EvaluationReport report)
    {
        var output = new StringWriter();
        JUnitReport.Write(report, output);
        return XDocument.Parse(output.ToString()).Root!;
    }
}
