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
    private static readonly Option<string> Output = OutputOption.Create();
    private static readonly Option<int> Count = new("--count", "-n") { Description = "Number of names.", DefaultValueFactory = _ => Defaults.Count };
    private static readonly Option<string> Prefix = new("--prefix") { Description = "What every name begins with.", DefaultValueFactory = _ => Defaults.Prefix };
    private static readonly Option<string?> Condition = new("--condition") { Description = "Label that names are asked for, such as female. [default: none]" };
    private static readonly Option<float> Temperature = new("--temperature") { Description = "Divisor of the logits: below 1 safer, above 1 wilder.", DefaultValueFactory = _ => Defaults.Temperature };
    private static readonly Option<int?> TopK = new("--top-k") { Description = "Draw from the k likeliest characters. [default: all]" };
    private static readonly Option<float?> TopP = new("--top-p") { Description = "Draw from the likeliest characters that reach this probability. [default: all]" };
    private static readonly Option<float?> MinP = new("--min-p") { Description = "Draw from the characters at least this share as likely as the likeliest. [default: all]" };
    private static readonly Option<int?> MaxLength = new("--max-length") { Description = "Longest name, in characters. [default: the longest training name]" };
    private static readonly Option<long> Seed = new("--seed") { Description = "Seed: the same one gives the same names.", DefaultValueFactory = _ => Defaults.Seed };
    private static readonly Option<bool> Unique = new("--unique") { Description = "No name twice." };
    private static readonly Option<bool> Novel = new("--novel") { Description = "No name of the training data." };
    private static readonly Option<NameFormat> Format = new("--format") { Description = "How names are written. [default: text]", HelpName = "text|csv|jsonl" };
    private static readonly Option<int> BatchSize = new("--batch-size") { Description = "Names drawn at the same time; changes the speed alone.", DefaultValueFactory = _ => Defaults.BatchSize };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads; changes the speed alone.", DefaultValueFactory = _ => Defaults.Threads };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("generate", "Generate new names.")
        {
            Model, Output, Count, Prefix, Condition, Temperature, TopK, TopP, MinP, MaxLength, Seed, Unique, Novel, Format, BatchSize, Threads,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            var options = UsageException.Guard(() => OptionsOf(parsed));
            using var model = ModelOption.Open(parsed.GetValue(Model));
            return Task.FromResult(OutputOption.Write(
                parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output => Run(model, options, parsed.GetValue(Format), output, cancellation)));
        });
        return verb;
    }

    /// <summary>Writes the names as they are drawn.</summary>
    public static int Run(ICharacterModel model, GenerationOptions options, NameFormat format, TextWriter output, CancellationToken cancellation)
    {
        var names = UsageException.Guard(() => new NameGenerator(model).Generate(options));
        using var writer = NameWriter.Create(format, output);
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(name);
        }

        return ExitCode.Done;
    }

    private static GenerationOptions OptionsOf(ParseResult parsed) => new()
    {
        Count = parsed.GetValue(Count),
        Prefix = parsed.GetRequiredValue(Prefix),
        Condition = parsed.GetValue(Condition),
        Temperature = parsed.GetValue(Temperature),
        TopK = parsed.GetValue(TopK),
        TopP = parsed.GetValue(TopP),
        MinP = parsed.GetValue(MinP),
        MaxLength = parsed.GetValue(MaxLength),
        Seed = parsed.GetValue(Seed),
        Unique = parsed.GetValue(Unique),
        Novel = parsed.GetValue(Novel),
        BatchSize = parsed.GetValue(BatchSize),
        Threads = parsed.GetValue(Threads),
    };
}
