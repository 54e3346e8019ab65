using MlPipeline.Common;
using MlPipeline.Evaluation;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Models;
using MlPipeline.Scoring.Tests.Reports;

namespace MlPipeline.Scoring.Tests.Evaluation;

public sealed class MetricNamesTests
{
    [Fact]
    public void Every_number_of_a_report_may_be_demanded()
    {
        var names = Names(SmallReport.Request);

        Assert.All(SmallReport.Value.Metrics, metric => Assert.True(names.Has(metric.Name), metric.Name));
        names.Require(SmallReport.Value.Metrics.Select(metric => Gate.Parse($"{metric.Name}.low>0")));
    }

    [Theory]
    [InlineData("noveltyy>1", "there is no metric 'noveltyy' in a report. Similar names: 'novelty'")]
    [InlineData("nats_per_character.label=queen<2", "The model's labels: 'female', 'male'.")]
    [InlineData("novelty.middle<1", "there is no metric 'novelty.middle'")]
    [InlineData("canary_exposure.mean<3", "requires canaries")]
    [InlineData("uniqueness.1000>0.5", "requires more than 1,000 samples, and 300 are requested")]
    public void Demand_on_what_no_report_has_is_refused(string gate, string expected)
    {
        var exception = Assert.Throws<RequestException>(() => Names(SmallReport.Request).Require([Gate.Parse(gate)]));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    private static MetricNames Names(EvaluationRequest request)
    {
        using var model = OnnxCharacterModel.Open(request.Model);
        return new MetricNames(request, model.Manifest, RuleChoice.Candidate(request, model.Manifest));
    }
}
