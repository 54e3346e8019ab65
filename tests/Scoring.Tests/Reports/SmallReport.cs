using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Report;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Reports;

/// <summary>A report on the shipped model with few samples, computed once for all tests that read one.</summary>
internal static class SmallReport
{
    public static EvaluationRequest Request { get; } = new()
    {
        Model = TestFiles.Model,
        Data = TestFiles.Names,
        LabelColumn = "gender",
        Samples = 300,
        Gates = ["nats_per_character<1.54", "novelty>0.6"],
    };

    public static EvaluationReport Value { get; } = Evaluate(Request);

    /// <summary>The same with texts from somebody who means ill, wherever texts come from outside.</summary>
    public static EvaluationReport Hostile { get; } = Make();

    public static EvaluationReport Evaluate(EvaluationRequest request)
    {
        using var model = OnnxCharacterModel.Open(request.Model);
        return new Evaluator(model, request, "1.0.0").Run(_ => { }, CancellationToken.None);
    }

    private static EvaluationReport Make()
    {
        const string Evil = "</script><script>alert('1')</script> \"&| `<img src=x onerror=alert(2)>` \u202Eevil\u0007";
        var report = Value;
        return report with
        {
            Command = Evil,
            Model = report.Model with { File = Evil, Characters = Evil, Labels = [Evil] },
            Data = report.Data with { File = Evil, Part = Evil },
            Findings = [.. report.Findings.Select(finding => finding with { Text = Evil })],
            Gates = [.. report.Gates.Select(gate => gate with { Expression = Evil })],
            Names = [.. report.Names.Select(name => name with { Name = Evil })],
            Samples = report.Samples! with
            {
                Examples = [.. report.Samples.Examples.Select(name => name with { Name = Evil, Nearest = Evil })],
                MostFrequent = [.. report.Samples.MostFrequent.Select(name => name with { Name = Evil })],
            },
            Memorisation = new MemorisationSection(
                [.. report.Memorisation.AtRisk.Select(name => name with { Name = Evil })], [new CanaryExposure(Evil, Evil, 1000, 3, 8.4)]),
            Pictures = report.Pictures with { LikeliestNames = [new LikelyName(Evil, 0.5), new LikelyName("Ona", 0.1)] },
        };
    }
}
