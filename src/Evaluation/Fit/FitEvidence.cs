using MlPipeline.Data;
using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Fit;

/// <summary>How a model and the baselines take the held-out names, name by name.</summary>
/// <param name="Names">The names, in the order of their file.</param>
/// <param name="Guesses">The model's most probable character at each place of each name.</param>
/// <param name="NextLetters">What the model expects after each letter.</param>
internal sealed record FitEvidence(IReadOnlyList<NameEvidence> Names, IReadOnlyList<TopPrediction> Guesses, NextLetters NextLetters)
{
    /// <summary>Collects it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The names.</param>
    /// <param name="baselines">Fitted to the training names.</param>
    /// <param name="nearest">The training names.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FitEvidence Collect(
        ICharacterModel model, EvaluationData data, EvaluationBaselines baselines, NearestNames nearest, CancellationToken cancellation)
    {
        var scorer = new NameScorer(model);
        var families = data.Train.Select(record => NameFamily.StemOf(record.Name)).ToHashSet(StringComparer.Ordinal);
        var symbols = EvaluationBaselines.SymbolsOf(data.Test, model.Manifest.Vocabulary);
        using var labelled = scorer.Score(Labelled(data.Test), cancellationToken: cancellation).GetEnumerator();

        var (names, guesses, nextLetters) = (
            new List<NameEvidence>(), new List<TopPrediction>(),
            new NextLetterCounter(CommonLetters.Of(model.Manifest.Vocabulary, data.Train)));
        foreach (var scores in scorer.Explain(data.Test.Select(record => (record.Name, (string?)null)), cancellationToken: cancellation))
        {
            var (record, index) = (data.Test[names.Count], names.Count);
            nextLetters.Add(scores);
            guesses.AddRange(scores.Select(score => new TopPrediction(index, score.Expected.Choices[0].Probability, score.Rank == 1)));
            names.Add(new NameEvidence(
                record.Name, record.Label, scores.Count, [.. scores.Select(score => score.LogProbability)],
                record.Label is not null && labelled.MoveNext() ? labelled.Current.LogLikelihood : null,
                [.. baselines.All.Select(baseline => baseline.LogLikelihood(symbols[index]))],
                !families.Contains(NameFamily.StemOf(record.Name)), nearest.Find(record.Name).Distance));
        }

        return new FitEvidence(names, guesses, nextLetters.ToTable());
    }

    private static IEnumerable<(string Name, string? Label)> Labelled(IReadOnlyList<NameRecord> names) =>
        names.Where(record => record.Label is not null).Select(record => (record.Name, record.Label));
}
