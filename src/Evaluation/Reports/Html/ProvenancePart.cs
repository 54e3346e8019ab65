using MlPipeline.Evaluation.Report;
using MlPipeline.Reporting.Html;
using static MlPipeline.Reporting.Html.PageWriter;

namespace MlPipeline.Evaluation.Reports.Html;

/// <summary>Where the numbers come from, and how to get them again.</summary>
internal static class ProvenancePart
{
    /// <summary>Writes it.</summary>
    public static void Write(PageWriter page, EvaluationReport report)
    {
        page.Table("Inputs", ["Input", "File", "SHA-256"],
        [
            ["Model", Escape(report.Model.File), $"<code>{report.Model.Sha256}</code>"], Row("Held-out names", report.Data),
            Row("Training names", report.Train),
            .. report.Canaries is { } canaries ? [Row("Canaries", canaries)] : Array.Empty<IReadOnlyList<string>>(),
            .. report.Rules is { } rules ? [RulesRow(rules)] : Array.Empty<IReadOnlyList<string>>(),
        ]);
        page.Line("<dl>");
        Item("Command", $"<code>{Escape(report.Command)}</code>");
        Item("Seed", $"{report.Request.Seed}");
        Item("Code", Escape($"MlPipeline {report.Code.Version}, commit {report.Code.Commit ?? "unknown"}"));
        Item("Machine", Escape($"{report.Code.Runtime}, {report.Code.Engine}"));
        Item("To verify", "<code>report verify report.json</code> recomputes every number from these inputs and fails on any difference.");
        page.Line("</dl>");

        void Item(string name, string html) => page.Line($"<dt>{name}</dt><dd>{html}</dd>");
    }

    private static IReadOnlyList<string> Row(string name, EvaluationFile file) =>
        [name, Escape($"{file.File}: {file.Describe()}"), $"<code>{Escape(file.Sha256)}</code>"];

    private static IReadOnlyList<string> RulesRow(EvaluationFile file) =>
        ["Rules of valid names", Escape($"{file.File}: {file.Names:N0} rules"), $"<code>{Escape(file.Sha256)}</code>"];
}
