using System.CommandLine;
using MlPipeline.Batch.Batches;
using MlPipeline.CommandLine;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The option <c>--progress</c>.</summary>
internal static class ProgressOption
{
    public static Option<ProgressMode> Create() => new("--progress")
    {
        Description = "On standard error: text for people, json for programs (a line each), none for the summary alone. [default: text]",
        HelpName = "text|json|none",
    };

    public static BatchProgress Open(ParseResult parsed, Option<ProgressMode> option)
    {
        var error = parsed.InvocationConfiguration.Error;
        return new BatchProgress(error, parsed.GetValue(option), error is MessageWriter { IsTerminal: true }, TimeProvider.System);
    }
}
