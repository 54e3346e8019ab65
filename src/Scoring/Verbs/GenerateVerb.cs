using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>generate</c>: new names.</summary>
internal static class GenerateVerb
{
    private static readonly GenerationOptions Defaults = new();

    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<Engine> Engine = EngineOption.Create();
    private static readonly Option<string> Output = OutputOption.Create();
    private static readonly Option<int> Count = new("--count", "-n")
    {
        Description = "Number of names for each prefix; with --unique up to 10,000,000.",
        DefaultValueFactory = _ => Defaults.Count,
    };
    private static readonly Option<string[]> Prefixes = new("--prefix") { Description = "Prefix of every name (repeatable)." };
    private static readonly ConstraintArguments Constraints = new();
    private static readonly Option<ConstraintMode> Mode = ConstraintArguments.CreateMode();
    private static readonly SamplingArguments Sampling = new();
    private static readonly Option<bool> Unique = new("--unique") { Description = "Return distinct names." };
    private static readonly Option<bool> WithoutReplacement = new("--without-replacement")
    {
        Description = "Sample without replacement in one pass, with inclusion probabilities.",
    };
    private static readonly Option<NameFormat?> Format = new("--format")
    {
        Description = "Output format. [default: by the ending of --output, else text]",
        HelpName = "text|csv|tsv|jsonl",
    };
    private static readonly Option<bool> Explain = new("--explain")
    {
        Description = "Show each character's probability and its alternatives; text or jsonl.",
    };
    private static readonly Option<bool> Interactive = new("--interactive")
    {
        Description = "Choose a name letter by letter at a terminal.",
    };
    private static readonly Option<int> BatchSize = new("--batch-size")
    {
        Description = "Sequences per model call, up to 10,000; affects only speed.",
        DefaultValueFactory = _ => Defaults.BatchSize,
    };
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Threads, up to 512; affects only speed.",
        DefaultValueFactory = _ => Defaults.Threads,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("generate", "Generate new names.") { Model, Engine, Output, Count, Prefixes };
        Constraints.AddTo(verb);
        verb.Add(Mode);
        Sampling.AddTo(verb);
        foreach (var option in new Option[] { Unique, WithoutReplacement, Format, Explain, Interactive, BatchSize, Threads })
            verb.Add(option);

        verb.SetAction((parsed, cancellation) =>
        {
            var request = RequestOf(parsed);                             // refuses what makes no sense before the model is read
            Constraints.RolesOf(parsed).Read("--model", ModelOption.FileOf(parsed.GetValue(Model)))
                .Write("--output", parsed.GetRequiredValue(Output)).Check();
            OutputOption.Check(parsed.GetRequiredValue(Output));
            using var model = ModelOption.Open(
                parsed.GetValue(Model), parsed.GetValue(Engine), parsed.InvocationConfiguration.Error);
            return Task.FromResult(
                parsed.GetValue(Interactive) ? Grow(model, parsed, cancellation) : Run(model, request, parsed, cancellation));
        });
        return verb;
    }

    private static int Run(ICharacterModel model, GenerateRequest request, ParseResult parsed, CancellationToken cancellation)
    {
        var options = UsageException.Guard(() => Constraints.Exclude(request.Options, parsed, model.Manifest));
        Constraints.Warn(parsed, model.Manifest);
        var run = new GenerateRun(model, request with { Options = options }, parsed.InvocationConfiguration.Error);
        return OutputOption.Write(
            parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output => run.Write(output, cancellation));
    }

    private static int Grow(ICharacterModel model, ParseResult parsed, CancellationToken cancellation)
    {
        var prefix = parsed.GetValue(Prefixes) is [.., var last] ? last : "";
        return InteractiveSession.Run(model, prefix, Constraints.LabelOf(parsed), parsed.GetValue(Sampling.Seed), cancellation);
    }

    private static NameFormat FormatOf(ParseResult parsed) =>
        parsed.GetValue(Format) ?? NameFormats.Of(parsed.GetRequiredValue(Output), NameFormat.Text);

    private static GenerateRequest RequestOf(ParseResult parsed)
    {
        if (parsed.GetValue(Interactive) && Constraints.AreGiven(parsed))
            throw new UsageException("--interactive can be combined only with --prefix and --label.");

        var prefixes = parsed.GetValue(Prefixes) is { Length: > 0 } given ? given : [Defaults.Prefix];
        var options = UsageException.Guard(() => Sampling.Apply(Constraints.Apply(Defaults, prefixes[0], parsed), parsed) with
        {
            Count = parsed.GetValue(Count),
            Unique = parsed.GetValue(Unique),
            ConstraintMode = parsed.GetValue(Mode),
            BatchSize = parsed.GetValue(BatchSize),
            Threads = parsed.GetValue(Threads),
        });
        var request = new GenerateRequest
        {
            Options = options,
            Prefixes = prefixes,
            Format = FormatOf(parsed),
            Explain = parsed.GetValue(Explain),
            WithoutReplacement = parsed.GetValue(WithoutReplacement),
            ReportAcceptance = Constraints.AreNarrow(parsed),
        };
        request.Check();
        return request;
    }
}
