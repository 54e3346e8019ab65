using Microsoft.ML;
using MlPipeline.Data;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Readme;

/// <summary>The C# of the README and of docs/embedding.md, line by line; <see cref="ReadmeTests"/> compares and runs it.</summary>
internal static class ReadmeExamples
{
    public static void Embed()
    {
        using var model = OnnxCharacterModel.Open("models/lithuanian-names.onnx"); // or a Stream, such as an embedded resource
        var generator = new NameGenerator(model);
        foreach (var name in generator.Generate(new GenerationOptions { Count = 5, Label = "male", Unique = true, Novel = true }))
            Console.WriteLine($"{name.Name}: {name.LogLikelihood:F2} nats");

        var score = new NameScorer(model).Score("Jonas");
        Console.WriteLine($"{score.NatsPerCharacter:F3} nats per character");
    }

    public static async Task Ask()
    {
        using var model = OnnxCharacterModel.Open("models/lithuanian-names.onnx");
        var generator = new NameGenerator(model);

        var options = new GenerationOptions { Count = 3, Pattern = "R??as", MinLength = 5, Novel = true };
        await foreach (var name in generator.GenerateAsync(options)) // takes a CancellationToken, stops between two characters
            Console.WriteLine(name.Name);

        var search = new NameSearch(model);
        foreach (var name in search.Top(3, new SearchOptions { Label = "female", Suffix = "ija" })) // exact, not beam search
            Console.WriteLine($"{name.Rank}. {name.Name}: {name.Probability:P3}");
        var sample = search.SampleWithoutReplacement(100); // distinct names in one pass, with inclusion probabilities
        var next = new NameScorer(model).Next("Jon"); // P(all names that begin so), entropy, and what may follow
        Console.WriteLine($"{Math.Exp(next.LogLikelihood):P3} of all names begin with Jon; then most often {next.Choices[0].Character}");

        var state = new RecurrentState(model.Manifest, batch: 1); // hidden and cell state
        float[] logits = [];
        model.Forward([1], state, ref logits);
        var saved = state.Fork(); // and Save, Load, Rewind

        Assert.Equal(100, sample.Select(name => name.Name).Distinct().Count());
        Assert.Equal(state.Hidden, saved.Hidden);
    }

    public static void SpeakMlNet()
    {
        var ml = new MLContext(seed: 1);
        var names = ml.Data.LoadNames("data/names.csv");
        using var model = OnnxCharacterModel.Open("models/lithuanian-names.onnx");
        var scored = ml.Transforms.ScoreNames(model).Fit(names).Transform(names);
        Console.WriteLine(scored.Preview(maxRows: 1).RowView[0].Values[2]);

        using var transformer = ml.Transforms.ApplyCharacterModel("models/lithuanian-names.onnx").Fit(ml.Data.LoadFromEnumerable<CharacterStep>([]));
        var shared = new PredictionEngineOptions { OwnsTransformer = false }; // otherwise the first engine disposes it for all
        using var engine = ml.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(transformer, shared); // one for each thread
        var (layers, hidden) = (model.Manifest.Layers, model.Manifest.Hidden);
        var first = engine.Predict(new CharacterStep { Tokens = [1, 1], Hidden = new float[layers * 2 * hidden], Cell = new float[layers * 2 * hidden] });
        var second = engine.Predict(new CharacterStep { Tokens = [7, 9], Hidden = first.Hidden, Cell = first.Cell }); // two names, one step further

        Assert.Equal(2 * model.Manifest.Vocabulary.Count, second.Logits.Length);
    }
}
