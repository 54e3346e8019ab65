using System.Text.Json;
using MlPipeline.Data;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Reports;

namespace MlPipeline.Scoring.Tests.Reports;

public sealed class ReportJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Report_that_is_read_again_is_written_to_the_same_bytes()
    {
        var text = ReportJson.Write(SmallReport.Value);

        var again = ReportJson.Read(_folder.Write("report.json", text));

        Assert.Equal(text, ReportJson.Write(again));
    }

    [Fact]
    public void Same_request_gives_the_same_bytes()
    {
        Assert.Equal(ReportJson.Write(SmallReport.Value), ReportJson.Write(SmallReport.Evaluate(SmallReport.Request)));
    }

    [Fact]
    public void Numbers_that_are_none_are_null_and_come_back_as_none()
    {
        var report = SmallReport.Value with { Gates = [new GateResult("x<1", "x", double.NaN, false)] };

        var text = ReportJson.Write(report);

        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(text).RootElement.GetProperty("gates")[0].GetProperty("value").ValueKind);
        Assert.Equal(double.NaN, ReportJson.Read(_folder.Write("report.json", text)).Gates[0].Value);
    }

    [Theory]
    [InlineData("", "no report of 'evaluate', or broken")]
    [InlineData("{", "no report of 'evaluate', or broken")]
    [InlineData("[]", "no report of 'evaluate'")]
    [InlineData("{}", "no report of 'evaluate'")]
    [InlineData("""{"format":"1"}""", "no report of 'evaluate'")]
    [InlineData("""{"format":2}""", "a report of format 2, and this version reads format 1")]
    [InlineData("""{"format":1}""", "no report of 'evaluate', or broken")]
    public void File_that_is_no_report_is_named(string text, string expected)
    {
        var path = _folder.Write("broken.json", text);

        var error = Assert.Throws<DataFileException>(() => ReportJson.Read(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_cut_short_are_refused()
    {
        var name = SmallReport.Value.Names[0];
        var path = _folder.Write(
            "report.json", ReportJson.Write(SmallReport.Value with { Names = [name with { LogProbabilities = [-1] }] }));

        Assert.Contains(
            "lack a log-probability", Assert.Throws<DataFileException>(() => ReportJson.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_is_defined_and_named_once()
    {
        var names = SmallReport.Value.Metrics.Select(metric => metric.Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.NotNull(MetricDefinitions.Of(name)));
        Assert.All(
            MetricDefinitions.All.Where(definition => definition.Name is not ("canary_exposure.*" or "uniqueness.*")), definition =>
                Assert.Contains(names, name => MetricDefinitions.Of(name) == definition));
    }

    public void Dispose() => _folder.Dispose();
}
