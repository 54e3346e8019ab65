using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Text;

namespace MlPipeline.CommandLine;

/// <summary>The exit codes of every verb.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A defect of ours.</summary>
    public const int Defect = 1;

    /// <summary>The command or its input is wrong; a retry won't help.</summary>
    public const int WrongInput = 2;

    /// <summary>The world around us failed: the same command may do it later.</summary>
    public const int RetryMayHelp = 75;

    /// <summary>Interrupted by Ctrl-C or a signal.</summary>
    public const int Interrupted = 130;
}

/// <summary>Runs a command line: what the user can fix becomes one <c>error:</c> line and an exit code.</summary>
/// <remarks>Compiled into both programs, which never meet.</remarks>
internal static class CommandHost
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Parses and runs.</summary>
    /// <param name="root">The command with its verbs; <c>SetAction</c> returns exit codes.</param>
    /// <param name="args">The arguments of the process.</param>
    /// <param name="output">Data.</param>
    /// <param name="error">Everything for people.</param>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var messages = error as MessageWriter ?? new MessageWriter(error);
        var parsed = CommandParser.Parse(root, args);
        if (CommandParser.FindProblem(parsed, args) is { } problem)
            return Fail(parsed, messages, $"{problem.TrimEnd('.')}. See --help.");

        using var interruption = new Interruption();
        var code = ExitCode.Done;
        try
        {
            code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = messages,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            }, interruption.Token).ConfigureAwait(false);
            output.Flush();
            return code;
        }
        catch (ReaderClosedException)
        {
            return code;
        }
        catch (OutputFileException exception) when (ReaderClosedException.Is(exception.InnerException))
        {
            return code;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (
            exception is TemporaryFailureException or OutputFileException { MayPass: true } or StandardOutputException { MayPass: true })
        {
            return Fail(parsed, messages, exception.Message, ExitCode.RetryMayHelp);
        }
        catch (DataFileException exception)
        {
            return Fail(parsed, messages, OptionNames.Describe(exception, parsed) + DataRemedies.Find(parsed, exception));
        }
        catch (MlPipelineException exception)
        {
            return Fail(parsed, messages, OptionNames.Describe(exception, parsed));
        }
        catch (Exception exception) when (
            exception is UnauthorizedAccessException or IOException and not (FileNotFoundException or FileLoadException))
        {
            // Files and streams say so themselves, with their names; what is left came from a place that has none.
            var mayPass = new OutputFileException("", exception).MayPass;
            return Fail(parsed, messages, exception.Message, mayPass ? ExitCode.RetryMayHelp : ExitCode.WrongInput);
        }
        catch (Exception exception)
        {
            const string apology = "this is a defect of MlPipeline, please report it.";
            if (WantsJson(parsed))
                return Fail(parsed, messages, $"{apology} {exception}", ExitCode.Defect);
            Fail(parsed, messages, apology, ExitCode.Defect);
            foreach (var line in exception.ToString().ReplaceLineEndings("\n").Split('\n'))
                messages.WriteLine(line);
            return ExitCode.Defect;
        }
    }

    private static int Fail(ParseResult parsed, MessageWriter error, string message, int exitCode = ExitCode.WrongInput)
    {
        // One line, for people and for programs that read progress line by line.
        message = message.ReplaceLineEndings(" ");
        error.WriteLine(WantsJson(parsed)
            ? VisibleText.EscapeJson(JsonSerializer.Serialize(new { @event = "error", message, exit_code = exitCode }, Json))
            : "error: " + message);
        return exitCode;
    }

    private static bool WantsJson(ParseResult parsed) => parsed.CommandResult.Children.OfType<OptionResult>()
        .Any(result =>
            result.Option.Name == "--progress"
                && result.Tokens.Any(token => token.Value.Equals("json", StringComparison.OrdinalIgnoreCase)));
}
