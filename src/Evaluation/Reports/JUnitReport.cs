using System.Globalization;
using System.Xml;
using MlPipeline.Evaluation.Report;

namespace MlPipeline.Evaluation.Reports;

/// <summary>Writes a report as JUnit XML: a test for each gate and for each check, as continuous integration reads them.</summary>
internal static class JUnitReport
{
    /// <summary>Writes it.</summary>
    public static void Write(EvaluationReport report, TextWriter output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = false });
        var (failedGates, failedChecks, skipped) = (
            report.Gates.Count(gate => !gate.HasPassed), report.CountOf(Severity.Defect), report.CountOf(Severity.NotJudged));
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, "evaluate", report.Gates.Count + report.Findings.Count, failedGates + failedChecks, skipped);
        Start(xml, "gates", report.Gates.Count, failedGates, 0);
        WriteProperties(xml, report);
        foreach (var gate in report.Gates)
        {
            WriteTest(
                xml, "gates", gate.Expression, gate.HasPassed
                    ? null
                    : $"{gate.Metric} {gate.Reason ?? $"is {Number(gate.Value)}"}, and {gate.Expression} was demanded");
        }

        xml.WriteEndElement();
        Start(xml, "checks", report.Findings.Count, failedChecks, skipped);
        foreach (var finding in report.Findings)
        {
            WriteTest(
                xml, "checks", finding.Check, finding.Severity == Severity.Defect ? finding.Text : null,
                finding.Severity == Severity.NotJudged
                    ? finding.Text
                    : null, finding.Severity is Severity.Warning or Severity.Note ? finding.Text : null);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, string name, int tests, int failures, int skipped)
    {
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, name, tests, failures, skipped);
    }

    private static void WriteCounts(XmlWriter xml, string name, int tests, int failures, int skipped)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Number(tests));
        xml.WriteAttributeString("failures", Number(failures));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(skipped));
        xml.WriteAttributeString("time", "0");
    }

    private static void WriteProperties(XmlWriter xml, EvaluationReport report)
    {
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[]
        {
            ("command", report.Command), ("commit", report.Code.Commit ?? ""), ("model_sha256", report.Model.Sha256),
                ("data_sha256", report.Data.Sha256),
            ("train_sha256", report.Train.Sha256),
        })
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteTest(XmlWriter xml, string suite, string name, string? failure, string? skipped = null, string? remark = null)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"evaluate.{suite}");
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("time", "0");
        if (failure is not null)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Clean(failure));
            xml.WriteAttributeString("type", suite);
            xml.WriteString(Clean(failure));
            xml.WriteEndElement();
        }

        if (skipped is not null)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Clean(skipped));
            xml.WriteEndElement();
        }

        if (remark is not null)
            xml.WriteElementString("system-out", Clean(remark));
        xml.WriteEndElement();
    }

    // What XML can't hold at all, not even escaped.
    private static string Clean(string text) =>
        string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character) ? character : '\uFFFD'));

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
