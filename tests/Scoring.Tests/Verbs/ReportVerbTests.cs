using System.Text.Json.Nodes;
using MlPipeline.Evaluation.Reports;
using MlPipeline.Evaluation.Reports.Comparison;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Scoring.Tests.Reports;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class ReportVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReportVerbTests() => ReportFolder.Write(_folder["r"], SmallReport.Value);

    [Fact]
    public async Task Verify_finds_nothing_in_a_report_that_is_as_it_was_made()
    {
        var (code, output, error) = await Verify();

        Assert.True(code == 0, output + error);
        Assert.Contains("verified", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("metrics", 0, "value", "metrics[nats_per_character].value.value: 1, recomputed 1.68")]
    [InlineData("findings", 0, "text", "findings[0].text: \"1\", recomputed ")]
    [InlineData("names", 7, "log_likelihood", ".log_likelihood: 1, recomputed -")]
    public async Task Verify_names_what_was_changed(string list, int index, string field, string expected)
    {
        var report = JsonNode.Parse(File.ReadAllText(_folder["r/report.json"]))!;
        var entry = report[list]![index]!;
        if (entry[field] is JsonObject interval)
            interval["value"] = 1;
        else
            entry[field] = field == "text" ? "1" : 1;
        File.WriteAllText(_folder["r/report.json"], report.ToJsonString(ReportJson.Options));

        var result = await Verify();

        CommandLine.AssertOneError("from what its inputs give", result);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_finds_a_page_that_was_changed()
    {
        File.AppendAllText(_folder["r/report.html"], "better!");

        var result = await Verify();

        CommandLine.AssertOneError("1 difference ", result);
        Assert.Contains("report.html: is not drawn from this report", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_refuses_other_inputs_at_once()
    {
        var other = _folder.Write("names.csv", "name\nOna\n");

        var result = await CommandLine.Run("report", "verify", _folder["r/report.json"], "--data", other);

        CommandLine.AssertOneError($"{other}: it is not the file that the report was made from", result);
    }

    [Fact]
    public async Task Verify_finds_inputs_where_the_command_was_given()
    {
        Directory.CreateDirectory(_folder["in"]);
        File.Copy(TestFiles.Names, _folder["in/n.csv"]);
        var request = SmallReport.Request with { Data = "in/n.csv" };
        ReportFolder.Write(_folder["r"], SmallReport.Value.Named(SmallReport.Value with { Request = request }));

        var (code, output, error) = await Verify();

        Assert.True(code == 0, output + error);
    }

    [Fact]
    public async Task Verify_says_how_to_name_an_input_that_is_gone()
    {
        ReportFolder.Write(
            _folder["r"], SmallReport.Value.Named(SmallReport.Value with { Request = SmallReport.Request with { Data = "gone.csv" } }));

        CommandLine.AssertOneError(
            "gone.csv: there is no such file, which the report was made from. Say where it lies with --data.", await Verify());
    }

    [Fact]
    public async Task Verify_takes_the_same_inputs_from_another_place()
    {
        var moved = _folder["moved.csv"];
        File.Copy(TestFiles.Names, moved);

        var (code, output, error) = await CommandLine.Run("report", "verify", _folder["r/report.json"], "--data", moved);

        Assert.True(code == 0, output + error);
    }

    [Fact]
    public async Task Diff_of_a_report_with_itself_finds_no_difference()
    {
        var (code, output, _) = await CommandLine.Run("report", "diff", _folder["r"], _folder["r/report.json"]);

        Assert.Equal(0, code);
        Assert.DoesNotContain("is better", output, StringComparison.Ordinal);
        Assert.DoesNotContain("is worse", output, StringComparison.Ordinal);
        Assert.Contains("no difference found", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_is_paired_so_that_a_small_steady_gain_shows()
    {
        var a = SmallReport.Value;
        var b = a with { Names = [.. a.Names.Select(name => name with { LogLikelihood = name.LogLikelihood + 0.01 * name.Characters })] };

        var row = ReportDiff.Of("a", a, "b", b).Rows.Single(row => row.Name == "nats_per_character");

        Assert.True(row.IsPaired);
        Assert.Equal((DiffVerdict.Better, -0.01), (row.Verdict, Math.Round(row.Difference.Value, 9)));
        Assert.True(row.Difference.High - row.Difference.Low < 1e-6);
    }

    [Fact]
    public void Diff_leaves_out_what_is_the_same_for_any_model()
    {
        var rows = ReportDiff.Of("a", SmallReport.Value, "b", SmallReport.Value).Rows;

        Assert.DoesNotContain(
            rows, row =>
                row.Name.StartsWith("baseline.", StringComparison.Ordinal) || row.Name.StartsWith("heldout.", StringComparison.Ordinal));
        Assert.All(rows.Where(row => row.Name.StartsWith("nats", StringComparison.Ordinal)), row => Assert.True(row.IsPaired, row.Name));
    }

    [Fact]
    public void Diff_of_numbers_that_are_not_sums_over_names_takes_both_intervals()
    {
        var a = SmallReport.Value;
        var b = a with
        {
            Metrics = [.. a.Metrics.Select(
            metric => metric.Name == "novelty" ? metric with { Value = new Interval(0.5, 0.45, 0.55) } : metric)]
        };
        var novelty = a.Find("novelty")!.Value;

        var row = ReportDiff.Of("a", a, "b", b).Rows.Single(row => row.Name == "novelty");

        Assert.Equal((false, DiffVerdict.Worse), (row.IsPaired, row.Verdict));
        Assert.Equal(0.5 - novelty.Value - Math.Sqrt(0.05 * 0.05 + Math.Pow(novelty.High - novelty.Value, 2)), row.Difference.Low, 9);
    }

    [Fact]
    public async Task Diff_on_other_names_is_refused()
    {
        var other = SmallReport.Value with { Names = [.. SmallReport.Value.Names.Skip(1)] };
        var path = _folder.Write("other.json", ReportJson.Write(other));

        var result = await CommandLine.Run("report", "diff", _folder["r/report.json"], path);

        CommandLine.AssertOneError("it is about other held-out names than", result);
    }

    [Theory]
    [InlineData("d.md", "# Comparison of two models")]
    [InlineData("d.html", "<!DOCTYPE html>")]
    [InlineData("d.json", "{")]
    [InlineData("d.txt", "A  ")]
    public async Task Diff_is_written_by_the_ending_of_the_file(string name, string beginning)
    {
        var (code, _, error) = await CommandLine.Run(
            "report", "diff", _folder["r/report.json"], _folder["r/report.json"], "--output", _folder[name]);

        Assert.True(code == 0, error);
        Assert.StartsWith(beginning, File.ReadAllText(_folder[name]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shipped_card_is_the_one_of_the_shipped_model()
    {
        Machine.RequireBitsOfTheShippedModel();
        var request = SmallReport.Request with { Samples = 10_000, Gates = [] };
        var report = SmallReport.Evaluate(request);
        var named = report.Named(
            report with { Request = request with { Model = "models/lithuanian-names.onnx", Data = "data/names.csv" } });
        var path = _folder.Write("full.json", ReportJson.Write(named));

        var (_, card, _) = await CommandLine.Run("report", "card", path);

        Assert.Equal(File.ReadAllText(Path.Combine(TestFiles.Root, "models", "README.md")), card);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Output, string Error)> Verify() => CommandLine.Run("report", "verify", _folder["r/report.json"]);
}
