using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>top</c>: the most probable names.</summary>
internal static class TopVerb
{
    private static readonly SearchOptions Defaults = new();
    private static readonly BeamOptions BeamDefaults = new();

    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<Engine> Engine = EngineOption.Create();
    private static readonly Option<string> Output = OutputOption.Create();
    private static readonly Option<int> Count = new("--count", "-n")
    {
        Description = "Number of names, up to 1,000,000.",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<string> Prefix = new("--prefix")
    {
        Description = "Prefix of every name.",
        DefaultValueFactory = _ => Defaults.Prefix,
    };
    private static readonly ConstraintArguments Constraints = new();
    private static readonly Option<int?> Beam = new("--beam")
    {
        Description = "Use beam search of this width instead, up to 10,000, without a guarantee of optimality. [default: exact]",
        HelpName = "width",
    };
    private static readonly Option<int> Groups = new("--groups")
    {
        Description = "Groups of diverse beam search, up to 1,000.",
        DefaultValueFactory = _ => BeamDefaults.Groups,
    };
    private static readonly Option<double> Diversity = new("--diversity")
    {
        Description = "Diversity penalty: nats subtracted for each group that chose the same character.",
        DefaultValueFactory = _ => BeamDefaults.Diversity,
    };
    private static readonly Option<int> MaxTexts = new("--max-texts")
    {
        Description = "Maximum number of sequences to evaluate, up to 1,000,000,000, before the search gives up.",
        DefaultValueFactory = _ => Defaults.MaxTexts,
    };
    private static readonly Option<int> BatchSize = new("--batch-size")
    {
        Description = "Sequences per model call, up to 10,000; affects only speed.",
        DefaultValueFactory = _ => Defaults.BatchSize,
    };
    private static readonly Option<NameFormat?> Format = new("--format")
    {
        Description = "Output format. [default: by the ending of --output, else csv]",
        HelpName = "text|csv|tsv|jsonl",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "top", "Find the exact most probable names, with rank, log_likelihood and probability.")
        {
            Model, Engine, Output, Count, Prefix,
        };
        Constraints.AddTo(verb);
        foreach (var option in new Option[] { Beam, Groups, Diversity, MaxTexts, BatchSize, Format })
            verb.Add(option);

        verb.SetAction((parsed, cancellation) =>
        {
            var format = parsed.GetValue(Format) ?? NameFormats.Of(parsed.GetRequiredValue(Output), NameFormat.Csv);
            var find = UsageException.Guard(() => SearchOf(parsed));     // refuses what makes no sense before the model is read
            Constraints.RolesOf(parsed).Read("--model", ModelOption.FileOf(parsed.GetValue(Model)))
                .Write("--output", parsed.GetRequiredValue(Output)).Check();
            OutputOption.Check(parsed.GetRequiredValue(Output));
            using var model = ModelOption.Open(
                parsed.GetValue(Model), parsed.GetValue(Engine), parsed.InvocationConfiguration.Error);
            Constraints.Warn(parsed, model.Manifest);
            var names = UsageException.Guard(() => find(model, cancellation));
            if (names.Count < parsed.GetValue(Count) && parsed.GetValue(Beam) is null)
                parsed.InvocationConfiguration.Error.WriteLine($"These {names.Count:N0} are all names there are.");
            return Task.FromResult(OutputOption.Write(
                parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output => Write(names, format, output)));
        });
        return verb;
    }

    // What is asked for, to be carried out by a model.
    private static Func<ICharacterModel, CancellationToken, IReadOnlyList<RankedName>> SearchOf(ParseResult parsed)
    {
        var (count, prefix) = (Limits.Check(parsed.GetValue(Count), 1, Limits.KeptNames, nameof(Count)), parsed.GetRequiredValue(Prefix));
        var beam = Constraints.Apply(BeamDefaults, prefix, parsed) with
        {
            Groups = parsed.GetValue(Groups),
            Diversity = parsed.GetValue(Diversity),
        };
        if (parsed.GetValue(Beam) is { } width)
        {
            beam = beam with { Width = width };
            return (model, cancellation) =>
                [.. new NameSearch(model).Beam(Constraints.Exclude(beam, parsed, model.Manifest), cancellation).Take(count)];
        }

        var search = Constraints.Apply(Defaults, prefix, parsed) with
        {
            MaxTexts = parsed.GetValue(MaxTexts),
            BatchSize = parsed.GetValue(BatchSize),
        };
        return (model, cancellation) => new NameSearch(model).Top(count, Constraints.Exclude(search, parsed, model.Manifest), cancellation);
    }

    private static int Write(IReadOnlyList<RankedName> names, NameFormat format, TextWriter output)
    {
        using var writer = NameWriter.Create(format, output, "rank", "name", "log_likelihood", "probability");
        foreach (var name in names)
            writer.Write(name.Rank, name.Name, name.LogLikelihood, name.Probability);
        return ExitCode.Done;
    }
}
