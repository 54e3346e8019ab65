using System.CommandLine;
using MlPipeline.Batch.Batches;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>score</c>: the log-likelihood of given names.</summary>
internal static class ScoreVerb
{
    private static readonly BatchArguments Batch = new("name", "names");
    private static readonly Option<string?> Label = new("--label")
    {
        Description = "Label to score names under, such as female. [default: none]",
        HelpName = "label",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "score", "Score given names: the input's columns with log_likelihood, predicted_characters and nats_per_character.");
        Batch.AddTo(verb, () => verb.Add(Label));
        verb.SetAction((parsed, cancellation) =>
        {
            var batchSize = Batch.BatchSizeOf(parsed);
            return Task.FromResult(
                Batch.Run(parsed, parsed.GetValue(Label), (model, check, _) => new ScoreWork(model, check, batchSize), cancellation));
        });
        return verb;
    }
}
