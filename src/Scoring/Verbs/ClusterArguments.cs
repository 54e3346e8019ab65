using System.CommandLine;
using System.CommandLine.Parsing;
using MlPipeline.Batch.Clusters;
using MlPipeline.CommandLine;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The arguments that are the same for every engine of <c>emit</c>.</summary>
internal sealed class ClusterArguments(RootCommand root)
{
    private readonly Argument<string[]> _words = new("COMMAND")
    {
        Description = "After --: the command of a single process, such as -- complete INPUT.csv --output OUT.csv.",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private readonly Option<string> _output = OutputOption.Create();
    private readonly Option<int> _shards = new("--shards")
    {
        Description = "Number of shards, each run by its own process, up to 1,000,000.",
        HelpName = "n",
        DefaultValueFactory = _ => 64,
    };
    private readonly Option<int> _retries = new("--retries")
    {
        Description = "Retries of a process that ends with exit code 75, up to 1,000.",
        HelpName = "n",
        DefaultValueFactory = _ => 5,
    };
    private readonly Option<int?> _time = new("--time")
    {
        Description = "Time limit of a process, in minutes, up to 1,000,000. [default: the scheduler's]",
        HelpName = "minutes",
    };
    private readonly Option<int?> _memory = new("--memory")
    {
        Description = "Memory of a process, in mebibytes, up to 100,000,000. [default: the scheduler's]",
        HelpName = "MiB",
    };
    private readonly Option<int> _cpus = new("--cpus")
    {
        Description = "CPUs per process, up to 512.",
        HelpName = "n",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string?> _executable = new("--executable") { HelpName = "words" };

    /// <summary>Makes the command of an engine.</summary>
    /// <param name="engine">Its name.</param>
    /// <param name="description">What it writes.</param>
    /// <param name="options">The engine's own options.</param>
    /// <param name="executable">The words that start the program there if the user says nothing.</param>
    /// <param name="executableIs">The same for people.</param>
    /// <param name="write">Writes the file's text; what it refuses by an <see cref="ArgumentException"/> is for the user to fix.</param>
    public Command Create(
        string engine, string description, IEnumerable<Option> options, Func<IReadOnlyList<string>> executable, string executableIs,
        Func<ParseResult, ClusterJob, string> write)
    {
        _executable.Description = $"How the program is started there, with a shell's quotes: 'dotnet \"/my apps/x.dll\"'. [default: " +
            $"{executableIs}]";
        var verb = new Command(engine, description) { _words, _output, _shards, _retries, _time, _memory, _cpus, _executable };
        foreach (var option in options)
            verb.Add(option);

        verb.SetAction(parsed =>
        {
            var job = UsageException.Guard(() => Read(parsed, executable));
            job.Command.Roles.Write("--output", parsed.GetRequiredValue(_output)).Check();
            var text = UsageException.Guard(() => write(parsed, job));
            return OutputOption.Write(parsed.GetRequiredValue(_output), parsed.InvocationConfiguration.Output, output =>
            {
                output.Write(text);
                return ExitCode.Done;
            });
        });
        return verb;
    }

    private ClusterJob Read(ParseResult parsed, Func<IReadOnlyList<string>> executable)
    {
        // Without the dashes the options of the other verb would be taken for those of this one.
        if (!parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
        {
            throw new UsageException(
                "The command line that one process would run comes after --, such as -- complete INPUT.csv --output OUT.csv.");
        }

        return new()
        {
            Command = ShardedCommandLine.Read(root, parsed.GetRequiredValue(_words), parsed.GetValue(_cpus)),
            Executable = parsed.GetValue(_executable) is { } words ? ShellText.Split(words) : executable(),
            WorkingDirectory = Environment.CurrentDirectory,
            Shards = parsed.GetValue(_shards),
            Retries = parsed.GetValue(_retries),
            Time = parsed.GetValue(_time),
            Memory = parsed.GetValue(_memory),
            Cpus = parsed.GetValue(_cpus),
        };
    }
}
