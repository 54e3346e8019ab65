using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlPipeline.CommandLine;

/// <summary>Shows the options of a command that has many of them in groups.</summary>
/// <param name="inner">Writes the help.</param>
internal sealed class GroupedHelp(SynchronousCommandLineAction inner) : SynchronousCommandLineAction
{
    private const int Most = 15;                                         // options in one list
    private const string Heading = "Options:", Rest = "Other options";

    private static readonly (string Title, string[] Options)[] Groups =
    [
        ("Model and input", ["model", "engine", "data", "train", "canaries", "column", "label-column", "language", "rules", "validation",
            "validation-fraction", "split", "split-seed", "delimiter", "no-header", "no-multiline"]),
        ("Names", ["count", "prefix", "label", "samples", "beam", "groups", "diversity", "top", "max-texts", "unique",
            "without-replacement", "max-nats-per-character", "min-probability", "sample-size"]),
        ("Constraints", ["min-length", "max-length", "suffix", "pattern", "regex", "letters", "ban", "not-in", "not-in-column",
            "not-in-delimiter", "not-in-no-header", "not-in-no-multiline", "novel", "min-edits", "constraint-mode"]),
        ("Sampling", ["temperature", "top-k", "top-p", "min-p", "typical-p", "repetition-penalty", "frequency-penalty",
            "presence-penalty", "no-repeat-ngram", "logit-bias"]),
        ("Cleaning", ["case", "fold-nasals", "keep-stress", "keep-foreign", "keep-double", "both-genders"]),
        ("Network", ["cell", "layers", "embedding", "hidden", "dropout", "token-dropout"]),
        ("Optimisation", ["epochs", "learning-rate", "weight-decay", "ema", "patience", "time-budget"]),
        ("Output", ["output", "format", "json", "explain", "interactive", "result-prefix", "errors", "max-errors", "excel-safe",
            "report", "gate"]),
        ("Run", ["seed", "shard", "resume", "force", "batch-size", "threads", "progress", "quiet", "help"]),
    ];

    /// <summary>Lets the help of a command and of all commands below it be shown in groups.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is SynchronousCommandLineAction action and not GroupedHelp)
                option.Action = new GroupedHelp(action);
        }
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => inner.ClearsParseErrors;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var (configuration, text) = (parseResult.InvocationConfiguration, new StringWriter());
        var output = configuration.Output;
        configuration.Output = text;
        try
        {
            return inner.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
            output.Write(Group(text.ToString()));
        }
    }

    // An option's first line begins with two spaces and a dash; what follows until the next one belongs to it.
    private static string Group(string help)
    {
        var lines = help.Split('\n');
        var first = Array.FindIndex(lines, line => line.TrimEnd() == Heading) + 1;
        if (first == 0)
            return help;

        var last = Array.FindIndex(lines, first, string.IsNullOrWhiteSpace) is var end and >= 0 ? end : lines.Length;
        var options = new List<List<string>>();
        foreach (var line in lines[first..last])
        {
            if (line.StartsWith("  -", StringComparison.Ordinal))
                options.Add([]);
            options[^1].Add(line);
        }

        if (options.Count <= Most)
            return help;

        var byGroup = options.GroupBy(option => GroupOf(option[0])).OrderBy(group => group.Key).ToList();
        var grouped = byGroup.SelectMany((group, i) => group.SelectMany(option => option)
            .Prepend((group.Key < Groups.Length ? Groups[group.Key].Title : Rest) + ":").Concat(i < byGroup.Count - 1 ? [""] : []));
        return string.Join('\n', [.. lines[..(first - 1)], .. grouped, .. lines[last..]]);
    }

    private static int GroupOf(string line)
    {
        var name = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.StartsWith("--", StringComparison.Ordinal)).TrimStart('-').TrimEnd(',');
        var found = Array.FindIndex(Groups, group => group.Options.Contains(name));
        return found >= 0 ? found : Groups.Length;
    }
}
