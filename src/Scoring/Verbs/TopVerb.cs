using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>top</c>: the likeliest names.</summary>
internal static class TopVerb
{
    private static readonly SearchOptions Defaults = new();
    private static readonly BeamOptions BeamDefaults = new();

    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<string> Output = OutputOption.Create();
    private static readonly Option<int> Count = new("--count", "-n") { Description = "Number of names, up to 1,000,000.", DefaultValueFactory = _ => 10 };
    private static readonly Option<string> Prefix = new("--prefix") { Description = "What every name begins with.", DefaultValueFactory = _ => Defaults.Prefix };
    private static readonly ConstraintArguments Constraints = new();
    private static readonly Option<int?> Beam = new("--beam") { Description = "Search with a beam of this width, up to 10,000, instead, without a proof. [default: exact]", HelpName = "width" };
    private static readonly Option<int> Groups = new("--groups") { Description = "Groups of the beam, up to 1,000, that keep away from each other.", DefaultValueFactory = _ => BeamDefaults.Groups };
    private static readonly Option<double> Diversity = new("--diversity") { Description = "Nats that a character costs for each group that took it.", DefaultValueFactory = _ => BeamDefaults.Diversity };
    private static readonly Option<int> MaxTexts = new("--max-texts") { Description = "Texts to read, up to 1,000,000,000, before the search is given up.", DefaultValueFactory = _ => Defaults.MaxTexts };
    private static readonly Option<int> BatchSize = new("--batch-size") { Description = "Texts read in one call, up to 10,000; changes the speed alone.", DefaultValueFactory = _ => Defaults.BatchSize };
    private static readonly Option<NameFormat?> Format = new("--format") { Description = "How names are written. [default: by the ending of --output, else csv]", HelpName = "text|csv|tsv|jsonl" };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command("top", "Find the likeliest names, provably, with rank, log_likelihood and probability.") { Model, Output, Count, Prefix };
        Constraints.AddTo(verb);
        foreach (var option in new Option[] { Beam, Groups, Diversity, MaxTexts, BatchSize, Format })
            verb.Add(option);

        verb.SetAction((parsed, cancellation) =>
        {
            var format = parsed.GetValue(Format) ?? NameFormats.Of(parsed.GetRequiredValue(Output), NameFormat.Csv);
            Constraints.RolesOf(parsed).Read("--model", ModelOption.FileOf(parsed.GetValue(Model))).Write("--output", parsed.GetRequiredValue(Output)).Check();
            OutputOption.Check(parsed.GetRequiredValue(Output));
            using var model = ModelOption.Open(parsed.GetValue(Model), parsed.InvocationConfiguration.Error);
            Constraints.Warn(parsed, model.Manifest);
            var names = UsageException.Guard(() => Find(model, parsed, cancellation));
            if (names.Count < parsed.GetValue(Count) && parsed.GetValue(Beam) is null)
                parsed.InvocationConfiguration.Error.WriteLine($"These {names.Count:N0} are all names there are.");
            return Task.FromResult(OutputOption.Write(
                parsed.GetRequiredValue(Output), parsed.InvocationConfiguration.Output, output => Write(names, format, output)));
        });
        return verb;
    }

    private static IReadOnlyList<RankedName> Find(OnnxCharacterModel model, ParseResult parsed, CancellationToken cancellation)
    {
        var (search, count, prefix) = (new NameSearch(model), parsed.GetValue(Count), parsed.GetRequiredValue(Prefix));
        var beam = BeamDefaults with { Groups = parsed.GetValue(Groups), Diversity = parsed.GetValue(Diversity) };
        if (parsed.GetValue(Beam) is not { } width)
        {
            var options = Constraints.Apply(Defaults, prefix, parsed, model.Manifest) with { MaxTexts = parsed.GetValue(MaxTexts), BatchSize = parsed.GetValue(BatchSize) };
            return search.Top(count, options, cancellation);
        }

        return [.. search.Beam(Constraints.Apply(beam, prefix, parsed, model.Manifest) with { Width = width }, cancellation).Take(count)];
    }

    private static int Write(IReadOnlyList<RankedName> names, NameFormat format, TextWriter output)
    {
        using var writer = NameWriter.Create(format, output, "rank", "name", "log_likelihood", "probability");
        foreach (var name in names)
            writer.Write(name.Rank, name.Name, name.LogLikelihood, name.Probability);
        return ExitCode.Done;
    }
}
