using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary>Every option of every verb, with values that make no sense.</summary>
public sealed class OptionValueTests : IDisposable
{
    private const string Missing = "nowhere.csv";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Verbs { get; } = [.. OptionWalk.VerbsOf(ScoringCommand.Create()).Select(verb => verb.Words)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Bad_value_gets_one_line_that_names_the_option(string words)
    {
        var verb = OptionWalk.VerbsOf(ScoringCommand.Create()).Single(verb => verb.Words == words).Verb;
        var faults = new List<string?>();

        // What complete shares with generate is tried there.
        var known = words == "complete"
            ? OptionWalk.VerbsOf(ScoringCommand.Create())
                .Single(other => other.Words == "generate").Verb.Options.Select(option => option.Name).Except(["--model", "--output"])
                    .ToList()
            : [];
        foreach (var option in OptionWalk.OptionsOf(verb).Where(option => !known.Contains(option.Name)))
        {
            foreach (var value in OptionWalk.BadValuesOf(option))
            {
                faults.Add(
                    OptionWalk.FindFault(
                        option, value,
                        await CommandLine.Run(
                            [.. words.Split(' '), .. Rest(words, option.Name), $"{option.Name}={value}", .. Tail(words)]), Missing));
            }
        }

        Assert.Empty(faults.OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Value_beyond_what_memory_bears_gets_one_line_that_names_the_option(string words)
    {
        var verb = OptionWalk.VerbsOf(ScoringCommand.Create()).Single(verb => verb.Words == words).Verb;
        var faults = new List<string?>();

        foreach (var (option, value) in OptionBounds.Of(words, verb))
        {
            faults.Add(
                OptionBounds.FindFault(
                    option, value,
                    await CommandLine.Run(
                        [.. words.Split(' '), .. Rest(words, option.Name), $"{option.Name}={value}", .. Tail(words)])));
        }

        Assert.Empty(faults.OfType<string>());
    }

    public void Dispose() => _folder.Dispose();

    // As little as each verb needs, with an input that is missing where the work would take long.
    private string[] Rest(string words, string option)
    {
        var model = words is "generate" or "top" or "capacity" or "complete" ? Unless("--model", TestFiles.Model) : [];
        var rest = words switch
        {
            "generate" or "top" => Unless("--count", "1"),
            "capacity" => [.. Unless("--sample-size", "5"), .. Unless("--min-probability", "0.0001")],
            "complete" or "score" or "index" or "report verify" or "report card" => [Missing],
            "plant" => [Missing, .. Unless("--output", _folder["out.csv"]), .. Unless("--pattern", "a?")],
            "evaluate" => Unless("--data", Missing),
            "merge" => Unless("--output", Missing),
            "report diff" => [Missing, Missing],
            "emit k8s" => [.. Unless("--image", "i"), .. Unless("--volume-claim", "v")],
            _ => [],
        };
        return [.. model, .. rest];

        string[] Unless(string other, string value) => option == other ? [] : [other, value];
    }

    private static string[] Tail(string words) =>
        words.StartsWith("emit", StringComparison.Ordinal) ? ["--", "score", Missing, "--output", "out.csv"] : [];
}
