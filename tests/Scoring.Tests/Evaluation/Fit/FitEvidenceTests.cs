using MlPipeline.Evaluation.Fit;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Evaluation.Fit;

public sealed class FitEvidenceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Evidence_is_what_the_scorer_says_of_each_name()
    {
        var request = new EvaluationRequest
        {
            Model = TestFiles.Model,
            Data = _folder.Write("test.csv", "name,gender\nOna,female\nJonas,male\nQQ,male\nDainora,\n"),
            Train = _folder.Write("train.csv", "name,gender\nJona,female\nPetras,male\nRasa,female\nMarija,female\n"),
            LabelColumn = "gender",
        };
        using var model = OnnxCharacterModel.Open(request.Model);

        var data = EvaluationData.Read(request, model.Manifest);
        var evidence = FitEvidence.Collect(
            model, data, EvaluationBaselines.Fit(data.Train, model.Manifest.Vocabulary),
            NearestNames.Of(data.Train.Select(record => record.Name)), TestContext.Current.CancellationToken);

        var scorer = new NameScorer(model);
        Assert.Equal((4, 1), (data.TestFile.Names, data.TestFile.Unreadable));
        Assert.Equal(["Ona", "Jonas", "Dainora"], evidence.Names.Select(name => name.Name));
        Assert.Equal([4, 6, 8], evidence.Names.Select(name => name.Characters));
        Assert.All(evidence.Names, name => Assert.Equal(scorer.Score(name.Name).LogLikelihood, name.LogLikelihood, 9));
        Assert.Equal(
            [scorer.Score("Ona", "female").LogLikelihood, scorer.Score("Jonas", "male").LogLikelihood, null],
            evidence.Names.Select(name => name.Labelled));
        Assert.Equal([true, false, true], evidence.Names.Select(name => name.IsNewFamily));
        Assert.Equal([2, 1, 5], evidence.Names.Select(name => name.Distance));
        Assert.Equal([0, 0, 0, 0, 1], evidence.Guesses.Take(5).Select(guess => guess.Name));
        Assert.Equal(scorer.Next("On").Choices[0].Probability, evidence.Guesses[2].Probability, 12);
    }

    public void Dispose() => _folder.Dispose();
}
