using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Data;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>score</c>: the log-likelihood of given names.</summary>
internal static class ScoreVerb
{
    private const string StandardInput = "-";

    private static readonly Argument<string> Input = new("INPUT.csv") { Description = "CSV file of names, UTF-8 with a header; '-' is standard input." };
    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<string> Column = new("--column") { Description = "Column of the names.", DefaultValueFactory = _ => "name" };
    private static readonly Option<string?> Condition = new("--condition") { Description = "Label under which all names are scored, such as female. [default: none]" };
    private static readonly Option<string> Output = OutputOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("score", "Score given names: the input's columns with log_likelihood, predicted_characters and nats_per_character.")
        {
            Input, Model, Column, Condition, Output,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            using var model = ModelOption.Open(parsed.GetValue(Model));
            using var table = Open(parsed.GetRequiredValue(Input));
            return Task.FromResult(OutputOption.Write(parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output =>
                Run(model, table, parsed.GetRequiredValue(Column), parsed.GetValue(Condition), output, parsed.InvocationConfiguration.Error, cancellation)));
        });
        return verb;
    }

    /// <summary>Scores all rows that can be scored and sums them up for people.</summary>
    /// <exception cref="DataFileException">The table can't be read, or no row of it can be scored.</exception>
    public static int Run(
        ICharacterModel model, CsvTable table, string column, string? condition, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var scoring = UsageException.Guard(() => new TableScoring(model, table, column, condition));
        var summary = scoring.Run(output, error, cancellation);
        if (summary.Scored == 0)
        {
            throw new DataFileException(table.Source, null, summary.Refused == 0
                ? $"column '{column}' holds no names. Add rows below the header."
                : $"none of its {summary.Refused:N0} rows can be scored. Is '{column}' the right column, and this the right model?");
        }

        error.WriteLine(
            $"{summary.Scored:N0} names, {summary.NatsPerCharacter:F4} nats per character over {summary.PredictedCharacters:N0} characters" +
            (summary.Refused == 0 ? "." : $"; {summary.Refused:N0} rows can't be scored and are left blank."));
        return ExitCode.Done;
    }

    private static CsvTable Open(string input) =>
        input == StandardInput ? CsvTable.Read(StandardStreams.OpenInput(), "stdin") : CsvTable.Open(input);
}
