using MlPipeline.Evaluation.Findings;
using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Memorisation;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Pictures;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Samples;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Files;
using MlPipeline.Models;

namespace MlPipeline.Evaluation;

/// <summary>Evaluates a model: requests enter here, and reports leave.</summary>
/// <param name="model">The model; not disposed.</param>
/// <param name="request">What is evaluated, on what; its model is the file of <paramref name="model"/>.</param>
/// <param name="onnxRuntime">Version of ONNX Runtime, for the report.</param>
internal sealed class Evaluator(ICharacterModel model, EvaluationRequest request, string onnxRuntime)
{
    /// <summary>Evaluates. The same request gives the same report, whatever the number of processors.</summary>
    /// <param name="tell">Is told what is being done, a few words at a time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="MlPipelineException">A file can't be used, or a gate asks for what isn't there.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public EvaluationReport Run(Action<string> tell, CancellationToken cancellation)
    {
        List<Gate> gates = [.. request.Gates.Select(Gate.Parse)];
        var candidate = RuleChoice.Candidate(request, model.Manifest);
        new MetricNames(request, model.Manifest, candidate).Require(gates);
        var data = EvaluationData.Read(request, model.Manifest);
        var canaries = request.Canaries is { } path ? CanaryFile.Read(path, request.DialectOf(path), request.Column, model.Manifest) : [];

        tell($"scoring {data.Train.Count:N0} training names and {data.Test.Count:N0} held-out names");
        var rules = RuleChoice.Of(request, model.Manifest, candidate, [.. data.Train.Select(record => record.Name)]);
        var known = KnownNames.Of(model, data, rules, cancellation);
        var baselines = EvaluationBaselines.Fit(data.Train, model.Manifest.Vocabulary);
        var evidence = FitEvidence.Collect(model, data, baselines, known.Nearest, cancellation);
        var fit = new FitMeasurement(evidence.Names, baselines, request.Seed);
        var calibration = Calibration.Of(evidence.Guesses, evidence.Names.Count, request.Seed);

        tell($"generating {request.Samples:N0} names, and more at other temperatures");
        var samples = new SampleStage(model, request, data, known).Run(cancellation);

        tell("looking for memorised names");
        var memorisation = MemorisationResult.Of(model, request, known, baselines, samples, canaries, cancellation);

        tell("drawing");
        var pictures = PictureStage.Run(
            model, request.Model, evidence.NextLetters, CommonLetters.Of(model.Manifest.Vocabulary, data.Train), cancellation);
        List<Metric> metrics = [.. fit.Metrics(), .. MetricsOf(calibration, evidence.Names.Count), .. samples.Metrics,
            .. memorisation.Metrics];
        var findings = Checks.Run(new CheckInput(
            metrics, fit.Baselines.ToDictionary(baseline => baseline.Key, baseline => baseline.Fit), data.TestFile, data.TrainFile,
            HaveChosen(data.TestFile),
            samples.Draws.Failure, samples.Draws.Names.Count, samples.Deviation)
        {
            Rules = rules,
            Labels = [.. model.Manifest.Vocabulary.Labels.Keys.Order(StringComparer.Ordinal)],
        });
        metrics.Add(new Metric("defects", Interval.Exact(findings.Count(finding => finding.Severity == Severity.Defect)), findings.Count));
        metrics.Add(
            new Metric("warnings", Interval.Exact(findings.Count(finding => finding.Severity == Severity.Warning)), findings.Count));
        metrics.Add(
            new Metric("not_judged", Interval.Exact(findings.Count(finding => finding.Severity == Severity.NotJudged)), findings.Count));
        return new EvaluationReport
        {
            Command = EvaluationCommandLine.Of(request),
            Code = CodeVersion.Current(request.Engine == Engine.Managed ? null : onnxRuntime),
            Request = request,
            Model = Describe(),
            Data = data.TestFile,
            Train = data.TrainFile,
            Canaries = request.Canaries is { } file ? EvaluationFile.Of(file, canaries.Count) : null,
            Rules = request.Rules is { } rulesFile ? EvaluationFile.Of(rulesFile, candidate!.All.Count) : null,
            Findings = findings,
            Gates = [.. gates.Select(gate => gate.Check(metrics, rules.Rules is null ? rules.From : null))],
            Metrics = metrics,
            Fit = new FitSection(
                [.. fit.Baselines.Select(baseline => baseline.Fit)], [.. fit.Parts.Select(part => part.Fit)], fit.Lengths, fit.Positions,
                calibration),
            Samples = samples.Section,
            Memorisation = memorisation.Section,
            Pictures = pictures,
            Names = [.. evidence.Names.Select(name => new EvaluatedName(
                name.Name, name.Label, name.Characters, name.LogProbabilities, name.LogLikelihood, name.Labelled,
                name.Baselines[baselines.KneserNey], name.IsNewFamily, name.Distance))],
        };
    }

    private bool HaveChosen(EvaluationFile test) =>
        request.Train is null || (string?)model.Manifest.Dataset["validation_sha256"] == test.Sha256;

    private static IEnumerable<Metric> MetricsOf(Calibration calibration, int names) =>
    [
        new("ece", calibration.ExpectedError, names),
        new("confidence", calibration.Confidence, names),
        new("accuracy", calibration.Accuracy, names),
        new("overconfidence", calibration.Overconfidence, names),
    ];

    private EvaluatedModel Describe()
    {
        var (manifest, vocabulary) = (model.Manifest, model.Manifest.Vocabulary);
        return new EvaluatedModel(
            request.Model, FileHash.Sha256Of(request.Model), new FileInfo(request.Model).Length, manifest.Cell, manifest.Layers,
            manifest.Embedding, manifest.Hidden,
            string.Concat(vocabulary.Tokens.Skip(vocabulary.FirstCharacter)), [.. vocabulary.Labels.Keys.Order(StringComparer.Ordinal)],
            manifest.MaxLength,
            manifest.Dataset, manifest.Training);
    }
}
