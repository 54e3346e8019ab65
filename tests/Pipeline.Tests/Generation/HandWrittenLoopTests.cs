using Microsoft.ML;
using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Generation;

/// <summary>
/// Names drawn one by one with nothing but ML.NET's prediction engine, a random number by its published definition and the
/// inversion of a cumulative distribution: what the generator gives, to the last bit.
/// </summary>
public sealed class HandWrittenLoopTests : IDisposable
{
    private const int Boundary = 1;

    private readonly OnnxCharacterModel _model = OnnxCharacterModel.Open(TestFiles.Model);
    private readonly CharacterModelTransformer _transformer;
    private readonly PredictionEngine<CharacterStep, LstmStepResult> _engine;

    public HandWrittenLoopTests()
    {
        var context = new MLContext(seed: 1);
        var alone = new PredictionEngineOptions { OwnsTransformer = false };
        _transformer = context.Transforms.ApplyCharacterModel(TestFiles.Model).Fit(context.Data.LoadFromEnumerable<CharacterStep>([]));
        _engine = context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer, alone);
    }

    [Theory]
    [InlineData(1, "", null)]
    [InlineData(1, "Ž", "female")]
    [InlineData(-5_000_000_000, "Jon", "male")]
    public void Draws_are_those_of_a_loop_over_Predict(long seed, string prefix, string? label)
    {
        var options = new GenerationOptions { Count = 60, Seed = seed, Prefix = prefix, Label = label };

        var names = new NameGenerator(_model).Generate(options).ToList();

        Assert.Equal(ByHand(seed, row: 0, prefix, label).Take(60), names);
    }

    [Fact]
    public void Completions_are_those_of_a_loop_over_Predict()
    {
        NamePrompt[] prompts = [new(7, "Dai", "female"), new(70_000_000_000, "Š", "male"), new(0, "")];

        var names = new NameGenerator(_model).Complete(prompts, new GenerationOptions { Count = 15, Seed = 3 }).ToList();

        var expected = prompts.SelectMany(prompt => ByHand(3, prompt.Row, prompt.Prefix, prompt.Label).Take(15));
        Assert.Equal(expected, names.Select(name => name.Name));
    }

    // The names among the draws 0, 1, 2 …: a draw that is empty or too long is none.
    private IEnumerable<GeneratedName> ByHand(long seed, long row, string prefix, string? label)
    {
        for (var draw = 0u; ; draw++)
        {
            var (name, logLikelihood) = Draw(seed, row, draw, prefix, label);
            if (name is not (null or ""))
                yield return new GeneratedName(name, logLikelihood, draw);
        }
    }

    private (string? Name, double LogLikelihood) Draw(long seed, long row, uint draw, string prefix, string? label)
    {
        var manifest = _model.Manifest;
        var size = manifest.Layers * manifest.Hidden;
        var text = manifest.Vocabulary.EncodeCharacters(prefix).ToList();
        var (hidden, cell, logLikelihood) = (new float[size], new float[size], 0.0);
        long token = manifest.Vocabulary.StartOf(label);
        for (var read = 0; ; read++)
        {
            var result = _engine.Predict(new CharacterStep { Tokens = [token], Hidden = hidden, Cell = cell });
            (hidden, cell) = (result.Hidden, result.Cell);
            token = read < text.Count ? text[read] : Invert(result.Logits, Uniform(seed, row, draw, (uint)read));
            logLikelihood += LogProbability(result.Logits, token);
            if (token == Boundary)
                return (manifest.Vocabulary.Decode(text), logLikelihood);
            if (read == manifest.MaxLength)
                return (null, 0);
            if (read == text.Count)
                text.Add(token);
        }
    }

    private static double LogProbability(float[] logits, long token)
    {
        var max = logits.Max();
        return logits[token] - (max + Math.Log(logits.Sum(logit => Math.Exp((double)logit - max))));
    }

    private static int Invert(float[] logits, double uniform)
    {
        var max = logits.Max();
        var weights = Array.ConvertAll(logits, logit => Math.Exp((double)logit - max));
        var (goal, reached) = (uniform * weights.Sum(), 0.0);
        return Enumerable.Range(0, weights.Length).First(id => (reached += weights[id]) > goal);
    }

    // Philox 4×32-10 as Salmon et al. (2011) write it: key = seed, counter = step, sample, low and high word of the row.
    private static double Uniform(long seed, long row, uint sample, uint step)
    {
        uint[] x = [step, sample, (uint)row, (uint)(row >> 32)];
        var (k0, k1) = ((uint)seed, (uint)(seed >> 32));
        for (var round = 0; round < 10; round++)
        {
            var (m0, m1) = (0xD2511F53UL * x[0], 0xCD9E8D57UL * x[2]);
            x = [(uint)(m1 >> 32) ^ x[1] ^ k0, (uint)m1, (uint)(m0 >> 32) ^ x[3] ^ k1, (uint)m0];
            (k0, k1) = (k0 + 0x9E3779B9u, k1 + 0xBB67AE85u);
        }

        return (((ulong)x[0] << 32 | x[1]) >> 11) / 9007199254740992.0;
    }

    public void Dispose()
    {
        _engine.Dispose();
        _transformer.Dispose();
        _model.Dispose();
    }
}
