using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

/// <summary>Every option of every verb, with values that make no sense.</summary>
public sealed class OptionValueTests : IDisposable
{
    private const string Missing = "nowhere.csv";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Verbs { get; } = [.. OptionWalk.VerbsOf(TrainingCommand.Create()).Select(verb => verb.Words)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Bad_value_gets_one_line_that_names_the_option(string words)
    {
        var verb = OptionWalk.VerbsOf(TrainingCommand.Create()).Single(verb => verb.Words == words).Verb;
        var faults = new List<string?>();

        foreach (var option in OptionWalk.OptionsOf(verb))
        {
            foreach (var value in OptionWalk.BadValuesOf(option))
            {
                var (output, error) = (new StringWriter(), new StringWriter());
                var code = await CommandHost.RunAsync(
                    TrainingCommand.Create(), [.. words.Split(' '), .. Rest(words, option.Name), $"{option.Name}={value}"], output, error);
                faults.Add(
                    OptionWalk.FindFault(
                        option, value, (code, output.ToString(), error.ToString()),
                        other: words.StartsWith("fetch", StringComparison.Ordinal) ? "--offline" : Missing));
            }
        }

        Assert.Empty(faults.OfType<string>());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Value_beyond_what_memory_bears_gets_one_line_that_names_the_option(string words)
    {
        var verb = OptionWalk.VerbsOf(TrainingCommand.Create()).Single(verb => verb.Words == words).Verb;
        var faults = new List<string?>();

        foreach (var (option, value) in OptionBounds.Of(words, verb))
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = await CommandHost.RunAsync(
                TrainingCommand.Create(), [.. words.Split(' '), .. Rest(words, option.Name), $"{option.Name}={value}"], output, error);
            faults.Add(OptionBounds.FindFault(option, value, (code, output.ToString(), error.ToString())));
        }

        Assert.Empty(faults.OfType<string>());
    }

    public void Dispose() => _folder.Dispose();

    // Nothing is trained or fetched: the data is missing, and the cache is empty.
    private string[] Rest(string words, string option)
    {
        var rest = words switch
        {
            "train" => Unless("--data", Missing),
            "fetch vlkk" or "fetch course" => ["--offline", .. Unless("--cache", _folder["cache"])],
            _ => [Missing],
        };
        return [.. rest, .. Unless("--output", _folder["out.csv"])];

        string[] Unless(string other, string value) => option == other ? [] : [other, value];
    }
}
