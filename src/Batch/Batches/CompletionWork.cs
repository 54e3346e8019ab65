using System.Globalization;
using MlPipeline.Batch.Outputs;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Batch.Batches;

/// <summary>Completes each row's prefix.</summary>
/// <param name="model">The model.</param>
/// <param name="check">Says which rows can be completed.</param>
/// <param name="column">The column of the prefixes.</param>
/// <param name="options">How they are completed.</param>
internal sealed class CompletionWork(ICharacterModel model, NameCheck check, string column, CompletionOptions options) : IRowWork
{
    private const int MostRows = 16_384;
    private const int FewestRows = 8;
    private const int NamesAWindow = 16_384;
    private const int SearchesAWindow = 512;

    private readonly NameCompleter _completer = Create(model, options);

    public IReadOnlyList<OutputColumn> Columns { get; } =
    [
        new("rank", ColumnKind.Integer), new("name", ColumnKind.Text), new("log_likelihood", ColumnKind.Real),
        new("probability", ColumnKind.Real), new("truncated", ColumnKind.Boolean),
    ];

    public int WindowRows => Math.Clamp(
        (options.Method == CompletionMethod.Samples ? NamesAWindow : SearchesAWindow) / options.Generation.Count, FewestRows, MostRows);

    public string Plural => "prefixes";

    public string Participle => "completed";

    public IReadOnlyList<RowOutcome> Run(IReadOnlyList<RowInput> rows, CancellationToken cancellation)
    {
        var problems = rows.Select(row => check.Find(row, mayBeBlank: true)).ToList();
        List<NamePrompt> prompts =
            [.. rows.Where((_, i) => problems[i] is null).Select(row => new NamePrompt(row.Index, row.Text, row.Label))];
        using var completions = _completer.Complete(prompts, options, cancellation).GetEnumerator();
        return [.. problems.Select(
            problem => problem is null && completions.MoveNext() ? OutcomeOf(completions.Current) : RowOutcome.Refused(problem!))];
    }

    public string Summarise(BatchCounts counts) => string.Create(CultureInfo.InvariantCulture,
        $"{counts.Results:N0} names for {counts.Rows - counts.Errors:N0} prefixes, {counts.Characters:N0} characters");

    // Refuses more names than memory bears before a row is read.
    private static NameCompleter Create(ICharacterModel model, CompletionOptions options)
    {
        NameCompleter.Check(options, model.Manifest);
        return new NameCompleter(model);
    }

    private RowOutcome OutcomeOf(PrefixCompletion completion)
    {
        if (completion.Failure is { } failure)
            return RowOutcome.Refused(new RowProblem(column, failure.Message));

        var (results, characters, logLikelihood) = (new List<IReadOnlyList<string>>(), 0L, 0.0);
        foreach (var name in completion.Completions)
        {
            results.Add(
                [Text(name.Rank), name.Name, Text(name.LogLikelihood), Text(name.Probability), name.IsTruncated ? "true" : "false"]);
            characters += name.Name.EnumerateRunes().Count() + (name.IsTruncated ? 0 : 1);
            logLikelihood += name.LogLikelihood;
        }

        return new RowOutcome(results, characters, logLikelihood);
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
