using System.Globalization;
using CsvHelper;
using MlPipeline.Data;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Verbs;

/// <summary>What a table's scores sum up to.</summary>
/// <param name="Scored">Rows with a score.</param>
/// <param name="Refused">Rows without one.</param>
/// <param name="LogLikelihood">Sum over the scored rows, in nats.</param>
/// <param name="PredictedCharacters">Sum over the scored rows.</param>
internal sealed record ScoringSummary(long Scored, long Refused, double LogLikelihood, long PredictedCharacters)
{
    public double NatsPerCharacter => -LogLikelihood / PredictedCharacters;
}

/// <summary>Appends the scores of one column to a table, row by row, in constant memory.</summary>
internal sealed class TableScoring
{
    private const int Window = 2048;
    private const int WarningsShown = 5;
    private static readonly string[] Added = ["log_likelihood", "predicted_characters", "nats_per_character"];

    private readonly ICharacterModel _model;
    private readonly CsvTable _table;
    private readonly string? _condition;
    private readonly int _column;
    private readonly NameCsvOptions _options;

    public TableScoring(ICharacterModel model, CsvTable table, string column, string? condition)
    {
        (_model, _table, _condition, _column) = (model, table, condition, table.IndexOf(column));
        _options = new NameCsvOptions { Column = column, Normalization = model.Manifest.Normalization };
        model.Manifest.Vocabulary.StartOf(condition);
        if (Added.FirstOrDefault(table.Header.Contains) is { } taken)
            throw new DataFileException(table.Source, 1, $"there is a column '{taken}' already. Rename it.");
    }

    public ScoringSummary Run(TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        using var csv = CsvWriter.Create(output, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader([.. _table.Header, .. Added]);

        var (scorer, summary) = (new NameScorer(_model), new ScoringSummary(0, 0, 0, 0));
        foreach (var window in _table.Rows().Chunk(Window))
        {
            var rows = Array.ConvertAll(window, row => (Row: row, Problem: Refuse(row.Fields[_column], out var name), Name: name));
            using var scores = scorer.Score(rows.Where(row => row.Problem is null).Select(row => row.Name), _condition).GetEnumerator();
            foreach (var (row, problem, _) in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                if (problem is not null && summary.Refused < WarningsShown)
                    error.WriteLine($"warning: {_table.Source}, row {row.Number}: {problem}");
                summary = Append(csv, row, problem is null && scores.MoveNext() ? scores.Current : null, summary);
            }
        }

        if (summary.Refused > WarningsShown)
            error.WriteLine($"warning: {summary.Refused - WarningsShown:N0} more rows like these.");
        return summary;
    }

    private string? Refuse(string cell, out string name)
    {
        if (NameCsv.Refuse(cell, _options, out name) is { } problem)
            return problem;
        if (name.Length == 0)
            return "the name is blank.";

        var unknown = _model.Manifest.Vocabulary.IndexOfUnknown(name);
        return unknown < 0 ? null : new UnknownCharacterException(name, unknown).Message;
    }

    private static ScoringSummary Append(CsvWriter csv, TableRow row, NameScore? score, ScoringSummary summary)
    {
        if (score is null)
        {
            csv.WriteRecord([.. row.Fields, "", "", ""]);
            return summary with { Refused = summary.Refused + 1 };
        }

        csv.WriteRecord([.. row.Fields, Text(score.LogLikelihood), Text(score.PredictedCharacters), Text(score.NatsPerCharacter)]);
        return new ScoringSummary(
            summary.Scored + 1, summary.Refused, summary.LogLikelihood + score.LogLikelihood, summary.PredictedCharacters + score.PredictedCharacters);
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
