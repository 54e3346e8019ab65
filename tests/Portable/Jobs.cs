using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.NGrams;

namespace MlPipeline.Portable;

/// <summary>The jobs whose results are to have the same bits on every machine.</summary>
internal static class Jobs
{
    private static readonly string[] Names =
        ["Ona", "Jonas", "Žydrūnė", "Eglė", "Vytautas", "Uršulė", "Kęstutis", "Ieva", "Gintarė", "Ąžuolas"];

    /// <summary>Gets each job with its name.</summary>
    public static IReadOnlyList<(string Name, Func<ICharacterModel, IEnumerable<object?>> Run)> All { get; } =
    [
        ("logits of the model, in batches of 1, 3, 7 and 64", model => new[] { 1, 3, 7, 64 }.SelectMany(batch => Logits(model, batch))),
        .. from cell in Enum.GetValues<RecurrentCell>()
            from layers in new[] { 1, 2, 3 }
            from hidden in new[] { 7, 32, 50 }
            select Network(cell, layers, hidden),
        ("names", model => Generate(model, new GenerationOptions { Count = 300, Seed = 1 })),
        ("names of a label, in batches of 5 by two threads",
            model => Generate(model, new GenerationOptions { Count = 100, Seed = 2, Label = "female", BatchSize = 5, Threads = 2 })),
        ("names by top-k, top-p and temperature",
            model => Generate(model, new GenerationOptions { Count = 100, TopK = 9, TopP = 0.9f, Temperature = 0.8f })),
        ("names by typical-p, min-p and penalties", model => Generate(model, new GenerationOptions
        {
            Count = 100, TypicalP = 0.9f, MinP = 0.01f, RepetitionPenalty = 1.2f, FrequencyPenalty = 0.1f, PresencePenalty = 0.2f,
            NoRepeatNGram = 2,
        })),
        ("new names of a pattern", model => Generate(
            model, new GenerationOptions { Count = 40, Pattern = "?a*as", Novel = true, Unique = true })),
        ("names of a regular expression, masked", model => Generate(
            model, new GenerationOptions { Count = 40, Regex = "(Vy|Ži).+(a|ė)", ConstraintMode = ConstraintMode.Fast })),
        ("a sample without replacement", model => new NameSearch(model).SampleWithoutReplacement(60)
            .SelectMany(name => new object?[] { name.Name, name.LogLikelihood, name.InclusionProbability })),
        ("the most probable names", model => Ranked(new NameSearch(model).Top(40))),
        ("names by diverse beam search", model => Ranked(new NameSearch(model).Beam(new BeamOptions { Width = 12, Groups = 3 }))),
        ("how many names are good", model => Capacity(
            new NameSearch(model).EstimateCapacity(new CapacityOptions { SampleSize = 60, MinProbability = 1e-4 }))),
        ("completions by samples", model => Complete(model, CompletionMethod.Samples)),
        ("completions by beams", model => Complete(model, CompletionMethod.Beam)),
        ("the most probable completions", model => Complete(model, CompletionMethod.Top)),
        ("log-likelihoods", model => new NameScorer(model).Score(Names)
            .SelectMany(score => new object?[] { score.LogLikelihood, score.NatsPerCharacter })),
        ("probabilities of each letter", model => Names.SelectMany(name => new NameScorer(model).Explain(name, "male"))
            .SelectMany(letter => new object?[] { letter.Character, letter.LogProbability, letter.Rank, letter.Expected.Entropy })),
        ("baselines", Baselines),
    ];

    private static (string Name, Func<ICharacterModel, IEnumerable<object?>> Run) Network(RecurrentCell cell, int layers, int hidden) =>
        ($"{cell} of {layers} layers of {hidden} units", _ =>
        {
            using ICharacterModel model = RandomNetwork.Create(cell, layers, hidden);
            return new[] { 1, 2, 3, 5, 8, 19 }.SelectMany(batch => Logits(model, batch))
                .Concat(Generate(model, new GenerationOptions { Count = 20 }))
                .ToList();
        }
    );

    private static IEnumerable<object?> Logits(ICharacterModel model, int batch)
    {
        var (state, logits, count) = (new RecurrentState(model.Manifest, batch), Array.Empty<float>(), model.Manifest.Vocabulary.Count);
        for (var step = 0; step < 12; step++)
        {
            model.Forward([.. Enumerable.Range(0, batch).Select(row => (long)((step * 7 + row * 3) % (count - 1) + 1))], state, ref logits);
            yield return logits.ToArray();
        }

        yield return state.Hidden;
        yield return state.Cell;
    }

    private static IEnumerable<object?> Generate(ICharacterModel model, GenerationOptions options) =>
        new NameGenerator(model).Generate(options).SelectMany(name => new object?[] { name.Name, name.LogLikelihood, name.Draw });

    private static IEnumerable<object?> Ranked(IEnumerable<RankedName> names) =>
        names.SelectMany(name => new object?[] { name.Name, name.LogLikelihood, name.Probability });

    private static IEnumerable<object?> Capacity(CapacityEstimate estimate) =>
        [estimate.Names, estimate.StandardError, estimate.SampleSize];

    private static IEnumerable<object?> Complete(ICharacterModel model, CompletionMethod method)
    {
        string[] prefixes = ["J", "Ži", "", "Vyta", "J"];
        var options = new CompletionOptions { Method = method, Generation = new GenerationOptions { Count = 4 } };
        return new NameCompleter(model).Complete(prefixes.Select((prefix, row) => new NamePrompt(row, prefix)), options)
            .SelectMany(prompt => prompt.Completions)
            .SelectMany(name => new object?[] { name.Name, name.LogLikelihood });
    }

    private static IEnumerable<object?> Baselines(ICharacterModel model)
    {
        var vocabulary = model.Manifest.Vocabulary;
        var train = new NameGenerator(model).Generate(new GenerationOptions { Count = 200, Seed = 3 }).Select(name => name.Name).ToList();
        return BaselineSuite.Fit(train, vocabulary).All.SelectMany(baseline => Names.SelectMany(name =>
        {
            int[] symbols = [.. vocabulary.EncodeCharacters(name).Select(id => (int)id - vocabulary.FirstCharacter)];
            return symbols.Select((symbol, i) => (object?)baseline.Probability(symbols.AsSpan(0, i), symbol));
        }));
    }
}
