using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Data;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Tests.Models;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Transforms;

public sealed class CharacterModelTransformsTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);

    [Fact]
    public void ScoreNames_appends_what_the_scorer_says()
    {
        var names = _context.Data.LoadFromEnumerable<NameRow>([new() { Name = "Ona" }, new() { Name = "Jonas" }]);

        var scored = _context.Transforms.ScoreNames(_model, "female").Fit(names).Transform(names);

        var expected = new NameScorer(_model).Score(["Ona", "Jonas"], "female").ToList();
        Assert.Equal(expected.Select(score => score.LogLikelihood), scored.GetColumn<double>("LogLikelihood"));
        Assert.Equal(expected.Select(score => score.PredictedCharacters), scored.GetColumn<int>("PredictedCharacters"));
        Assert.Equal(["Ona", "Jonas"], scored.GetColumn<string>("Name"));
    }

    [Theory]
    [InlineData(StepShape.Batch, new long[] { 1, 2, 3, 9 }, 4)]
    [InlineData(StepShape.Sequence, new long[] { 1, 20, 9 }, 1)]
    public void Prediction_engine_of_one_s_own_feeds_the_state_back(StepShape shape, long[] tokens, int batch)
    {
        using var transformer = _context.Transforms.ApplyCharacterModel(TestFiles.Model, shape)
            .Fit(_context.Data.LoadFromEnumerable<CharacterStep>([]));
        using var engine = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(transformer, new PredictionEngineOptions
        {
            OwnsTransformer = false,
        });
        var size = batch * _model.Manifest.Hidden;

        var first = engine.Predict(new CharacterStep { Tokens = tokens, Hidden = new float[size], Cell = new float[size] });
        var second = engine.Predict(new CharacterStep { Tokens = tokens, Hidden = first.Hidden, Cell = first.Cell });

        var state = new RecurrentState(_model.Manifest, batch);
        float[] logits = [];
        _model.Forward(tokens, state, ref logits);
        Assert.Equal(logits, first.Logits);
        _model.Forward(tokens, state, ref logits);
        Assert.Equal(logits, second.Logits);
    }

    [Theory]
    [InlineData(RecurrentCell.Gru)]
    [InlineData(RecurrentCell.Rnn)]
    public void Cells_without_cell_state_have_a_result_of_their_own(RecurrentCell cell)
    {
        using var folder = new TemporaryFolder();
        var network = new SmallNetwork(cell, layers: 2);
        using var transformer = _context.Transforms.ApplyCharacterModel(folder.Write("small.onnx", network.ToFile()))
            .Fit(_context.Data.LoadFromEnumerable<CharacterStep>([]));
        using var engine = _context.Model.CreatePredictionEngine<CharacterStep,
            CharacterStepResult>(transformer, new PredictionEngineOptions { OwnsTransformer = false });

        var first = engine.Predict(new CharacterStep { Tokens = [3, 4], Hidden = new float[2 * 2 * network.Manifest.Hidden] });
        var second = engine.Predict(new CharacterStep { Tokens = [5, 6], Hidden = first.Hidden });

        var references = new[] { new SmallNetworkReference(network), new SmallNetworkReference(network) };
        SmallNetworkReference.AssertClose(references[0].Step(3).Concat(references[1].Step(4)), first.Logits);
        SmallNetworkReference.AssertClose(references[0].Step(5).Concat(references[1].Step(6)), second.Logits);
    }

    [Fact]
    public void Bad_requests_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => _context.Transforms.ScoreNames(_model, "no one"));
        Assert.Throws<ModelFileException>(() => _context.Transforms.ApplyCharacterModel("none.onnx"));
    }

    public void Dispose() => _model.Dispose();
}
