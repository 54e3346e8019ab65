using System.CommandLine;
using MlPipeline.Batch.Batches;
using MlPipeline.CommandLine;
using MlPipeline.Generation;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>complete</c>: names for given prefixes.</summary>
internal static class CompleteVerb
{
    private static readonly GenerationOptions Defaults = new();

    private static readonly BatchArguments Batch = new("prefix", "prefixes");
    private static readonly Option<int?> Samples = new("--samples")
    {
        Description = "Sample k names for each prefix, up to 100,000. [default: 1]",
        HelpName = "k",
    };
    private static readonly Option<int?> Beam = new("--beam")
    {
        Description = "Find k probable names by beam search of this width instead, up to 10,000.",
        HelpName = "k",
    };
    private static readonly Option<int?> Top = new("--top")
    {
        Description = "Find the exact k most probable names instead, up to 100,000.",
        HelpName = "k",
    };
    private static readonly Option<bool> Unique = new("--unique") { Description = "Return distinct names for each prefix." };
    private static readonly ConstraintArguments Constraints = new();
    private static readonly Option<ConstraintMode> Mode = ConstraintArguments.CreateMode();
    private static readonly SamplingArguments Sampling = new();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "complete",
            "Complete prefixes: the input's columns with rank, name, log_likelihood, probability and truncated, one row for each name.");
        Batch.AddTo(verb, () =>
        {
            foreach (var option in new Option[] { Samples, Beam, Top, Unique })
                verb.Add(option);
            Constraints.AddTo(verb);
            verb.Add(Mode);
            Sampling.AddTo(verb);
        });
        verb.SetAction((parsed, cancellation) =>
        {
            var options = UsageException.Guard(() => OptionsOf(parsed)); // refuses what makes no sense before the model is read
            return Task.FromResult(Batch.Run(
                parsed, Constraints.LabelOf(parsed),
                (model, check, column) => new CompletionWork(
                    model, check, column,
                    options with { Generation = Constraints.Exclude(options.Generation, parsed, model.Manifest) }),
                cancellation, manifest => Constraints.WarningOf(parsed, manifest)));
        });
        return verb;
    }

    private static CompletionOptions OptionsOf(ParseResult parsed)
    {
        Option<int?>[] methods = [Samples, Beam, Top];
        var given = methods.Where(method => parsed.GetValue(method) is not null).ToList();
        if (given.Count > 1)
            throw new UsageException($"{given[0].Name} and {given[1].Name} exclude each other: there is one way to find names.");

        var isSampled = given.Count == 0 || given[0] == Samples;
        if (!isSampled && (Sampling.AreGiven(parsed) || parsed.GetResult(Mode) is { Implicit: false } || parsed.GetValue(Unique)))
        {
            throw new UsageException(
                $"{given[0].Name} finds likely names, all different, and draws none: leave out --unique, --constraint-mode and the " +
                    $"options of sampling.");
        }

        return new CompletionOptions
        {
            Method = isSampled ? CompletionMethod.Samples : given[0] == Beam ? CompletionMethod.Beam : CompletionMethod.Top,
            Generation = Sampling.Apply(Constraints.Apply(Defaults, "", parsed), parsed) with
            {
                Count = given.Count == 0 ? 1 : parsed.GetValue(given[0])!.Value,
                Unique = parsed.GetValue(Unique),
                ConstraintMode = parsed.GetValue(Mode),
                BatchSize = Batch.BatchSizeOf(parsed),
            },
        };
    }
}
