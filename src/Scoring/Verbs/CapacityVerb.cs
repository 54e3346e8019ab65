using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>capacity</c>: how many distinct names are good enough.</summary>
internal static class CapacityVerb
{
    private const double UsefulBound = 1e9;
    private static readonly CapacityOptions Defaults = new();

    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<Engine> Engine = EngineOption.Create();
    private static readonly Option<string> Output = OutputOption.Create();
    private static readonly Option<string> Prefix = new("--prefix")
    {
        Description = "Prefix of every name.",
        DefaultValueFactory = _ => Defaults.Prefix,
    };
    private static readonly ConstraintArguments Constraints = new();
    private static readonly Option<double?> MaxNats = new("--max-nats-per-character")
    {
        Description = "Quality threshold: count names of at most this many nats per character.",
        HelpName = "nats",
    };
    private static readonly Option<double?> MinProbability = new("--min-probability")
    {
        Description = "Quality threshold: count names of at least this probability.",
        HelpName = "p",
    };
    private static readonly Option<int> SampleSize = new("--sample-size")
    {
        Description = "Distinct names to sample, up to 1,000,000; four times as many halve the error.",
        DefaultValueFactory = _ => Defaults.SampleSize,
    };
    private static readonly Option<long> Seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => Defaults.Seed };
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Write a JSON object instead of a sentence. [default: by the ending of --output]",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "capacity", "Estimate how many distinct names meet a quality threshold (effective support size).")
        {
            Model, Engine, Output, Prefix,
        };
        Constraints.AddTo(verb);
        foreach (var option in new Option[] { MaxNats, MinProbability, SampleSize, Seed, Json })
            verb.Add(option);

        verb.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(MaxNats) is null && parsed.GetValue(MinProbability) is null)
                throw new UsageException("Say what is good enough: --max-nats-per-character, --min-probability or both.");

            var options = UsageException.Guard(() => Constraints.Apply(Defaults, parsed.GetRequiredValue(Prefix), parsed) with
            {
                MaxNatsPerCharacter = parsed.GetValue(MaxNats),
                MinProbability = parsed.GetValue(MinProbability),
                SampleSize = parsed.GetValue(SampleSize),
                Seed = parsed.GetValue(Seed),
            });
            var isJson = parsed.GetValue(Json) || IsJson(parsed.GetRequiredValue(Output));
            Constraints.RolesOf(parsed).Read("--model", ModelOption.FileOf(parsed.GetValue(Model)))
                .Write("--output", parsed.GetRequiredValue(Output)).Check();
            OutputOption.Check(parsed.GetRequiredValue(Output));
            using var model = ModelOption.Open(
                parsed.GetValue(Model), parsed.GetValue(Engine), parsed.InvocationConfiguration.Error);
            Constraints.Warn(parsed, model.Manifest);
            var estimate = UsageException.Guard(() => new NameSearch(model).EstimateCapacity(
                Constraints.Exclude(options, parsed, model.Manifest), cancellationToken: cancellation));
            return Task.FromResult(OutputOption.Write(parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output =>
            {
                output.Write(isJson ? JsonOf(estimate) : TextOf(estimate));
                return ExitCode.Done;
            }));
        });
        return verb;
    }

    private static bool IsJson(string path) => FileEnding.KindOf(path) switch
    {
        FileKind.Json or FileKind.Jsonl => true,
        FileKind.Unknown or FileKind.Text => false,
        _ => throw FileEnding.Refuse(path, "--output", "is a sentence or a JSON object", ".txt or .json, or say --json"),
    };

    private static string TextOf(CapacityEstimate estimate)
    {
        if (!estimate.IsPartial)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{estimate.Names:N0} distinct names are good enough, of {estimate.SampleSize:N0} there are.\n");
        }

        if (estimate.LargestShare is { } share)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"None of {estimate.SampleSize:N0} drawn names is good enough. With 95 % confidence such names make up less than " +
                $"{EstimateText.Percent(share)} % of what the model draws{MostOf(estimate)}.\n");
        }

        var (count, error) = estimate.StandardError > 0
            ? EstimateText.Count(estimate.Names, estimate.StandardError)
            : ($"{estimate.Names:N0}", "below 0.000001");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"About {count} distinct names meet the threshold (standard error {error}); {estimate.GoodEnough:N0} of " +
                $"{estimate.SampleSize:N0} sampled names do.\n");
    }

    private static string MostOf(CapacityEstimate estimate) => estimate.MostNames switch
    {
        0 => ", and no such name exists",
        < UsefulBound and var most => string.Create(CultureInfo.InvariantCulture, $", and there are at most {most:N0} of them"),
        _ => "; draw more with --sample-size",
    };

    private static string JsonOf(CapacityEstimate estimate) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["names"] = estimate.Names,
        ["standard_error"] = double.IsFinite(estimate.StandardError) ? estimate.StandardError : null,
        ["sample_size"] = estimate.SampleSize,
        ["good_enough"] = estimate.GoodEnough,
        ["is_complete"] = !estimate.IsPartial,
        ["upper_bound"] = estimate.MostNames,
    }) + "\n";
}
