using System.Globalization;
using MlPipeline.Batch.Outputs;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Batch.Batches;

/// <summary>Gives each row's name its log-likelihood.</summary>
internal sealed class ScoreWork(ICharacterModel model, NameCheck check, int batchSize) : IRowWork
{
    private readonly NameScorer _scorer = new(model);

    public IReadOnlyList<OutputColumn> Columns { get; } =
    [
        new("log_likelihood", ColumnKind.Real), new("predicted_characters", ColumnKind.Integer), new("nats_per_character", ColumnKind.Real),
    ];

    public int WindowRows => 16_384;

    public string Plural => "names";

    public string Participle => "scored";

    public IReadOnlyList<RowOutcome> Run(IReadOnlyList<RowInput> rows, CancellationToken cancellation)
    {
        var problems = rows.Select(row => check.Find(row, mayBeBlank: false)).ToList();
        List<(string, string?)> names = [.. rows.Where((_, i) => problems[i] is null).Select(row => (row.Text, row.Label))];
        using var scores = _scorer.Score(names, batchSize, cancellation).GetEnumerator();
        return [.. problems.Select(
            problem => problem is null && scores.MoveNext() ? OutcomeOf(scores.Current) : RowOutcome.Refused(problem!))];
    }

    public string Summarise(BatchCounts counts) => counts.Results == 0 ? "0 names" : string.Create(CultureInfo.InvariantCulture,
        $"{counts.Results:N0} names, {-counts.LogLikelihood / counts.Characters:F4} nats per character over {counts.Characters:N0} " +
            $"characters");

    private static RowOutcome OutcomeOf(NameScore score) => new(
        [[Text(score.LogLikelihood), Text(score.PredictedCharacters), Text(score.NatsPerCharacter)]], score.PredictedCharacters,
        score.LogLikelihood);

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
