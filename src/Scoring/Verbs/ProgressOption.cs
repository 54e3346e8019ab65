using System.CommandLine;
using MlPipeline.Batch.Batches;
using MlPipeline.CommandLine;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The option <c>--progress</c>.</summary>
internal static class ProgressOption
{
    public static Option<ProgressMode> Create() => new("--progress")
    {
        Description = "Progress on standard error: text, json (one object per line) or none (summary only). [default: text]",
        HelpName = "text|json|none",
    };

    public static BatchProgress Open(ParseResult parsed, Option<ProgressMode> option)
    {
        var error = parsed.InvocationConfiguration.Error;
        return new BatchProgress(error, parsed.GetValue(option), error is MessageWriter { IsTerminal: true }, TimeProvider.System)
        {
            Remedy = settings => OptionNames.RemedyOf(settings, parsed),
        };
    }
}
