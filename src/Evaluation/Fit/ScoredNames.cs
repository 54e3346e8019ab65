using MlPipeline.Data;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Fit;

/// <summary>Distinct names with their log-likelihoods under the model, unlabelled.</summary>
/// <param name="Names">The names, in the order of first sight.</param>
/// <param name="Symbols">Their symbols, as baselines read them.</param>
/// <param name="LogLikelihoods">In nats.</param>
internal sealed record ScoredNames(IReadOnlyList<string> Names, IReadOnlyList<int[]> Symbols, IReadOnlyList<double> LogLikelihoods)
{
    /// <summary>Scores names.</summary>
    /// <param name="model">The model.</param>
    /// <param name="records">The names; one that stands twice is taken once.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ScoredNames Of(ICharacterModel model, IEnumerable<NameRecord> records, CancellationToken cancellation)
    {
        var distinct = records.DistinctBy(record => record.Name).ToList();
        var scores = new NameScorer(model).Score(distinct.Select(record => (record.Name, (string?)null)), cancellationToken: cancellation);
        return new ScoredNames(
            [.. distinct.Select(record => record.Name)], EvaluationBaselines.SymbolsOf(distinct, model.Manifest.Vocabulary),
            [.. scores.Select(score => score.LogLikelihood)]);
    }

    /// <summary>Gets those that a label holds for, in their order.</summary>
    public ScoredNames Where(Func<string, bool> holds)
    {
        int[] kept = [.. Enumerable.Range(0, Names.Count).Where(i => holds(Names[i]))];
        return new ScoredNames(
            [.. kept.Select(i => Names[i])], [.. kept.Select(i => Symbols[i])], [.. kept.Select(i => LogLikelihoods[i])]);
    }

    /// <summary>Gets the exact probability that a draw is the name, in the order of the names.</summary>
    /// <param name="maxLength">Longer names are never drawn.</param>
    /// <param name="drawsPerName">Draws that a name takes, as empty and over-long ones are drawn again.</param>
    public double[] Probabilities(int maxLength, double drawsPerName) =>
        [.. LogLikelihoods.Select((logLikelihood, i) => Symbols[i].Length > maxLength ? 0 : Math.Exp(logLikelihood) * drawsPerName)];

    /// <summary>Gets the nats per character of a name.</summary>
    public double NatsPerCharacter(int index) => -LogLikelihoods[index] / (Symbols[index].Length + 1);
}
