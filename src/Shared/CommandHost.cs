using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlPipeline.Data;

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

/// <summary>Runs a command line: what the user can mend becomes one <c>error:</c> line and an exit code.</summary>
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
        var parsed = root.Parse(args);
        if ((OptionValues.FindMisread(parsed) ?? (parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null)) is { } problem)
            return Fail(parsed, error, $"{problem.ReplaceLineEndings(" ").TrimEnd('.')}. See --help.");

        using var interruption = new Interruption();
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            }, interruption.Token).ConfigureAwait(false);
            output.Flush();
            return code;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (TemporaryFailureException exception)
        {
            return Fail(parsed, error, exception.Message.ReplaceLineEndings(" "), ExitCode.RetryMayHelp);
        }
        catch (OutputFileException exception) when (exception.MayPass)
        {
            return Fail(parsed, error, exception.Message.ReplaceLineEndings(" "), ExitCode.RetryMayHelp);
        }
        catch (DataFileException exception)
        {
            return Fail(parsed, error, (exception.Message + DataRemedies.Find(parsed, exception)).ReplaceLineEndings(" "));
        }
        catch (MlPipelineException exception)
        {
            return Fail(parsed, error, exception.Message.ReplaceLineEndings(" "));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not (FileNotFoundException or FileLoadException))
        {
            // Files say so themselves, with their names; what is left is standard output on a full disk or a closed pipe.
            return Fail(
                parsed, error, $"standard output can't be written: {exception.Message.ReplaceLineEndings(" ")}",
                new OutputFileException("", exception).MayPass ? ExitCode.RetryMayHelp : ExitCode.WrongInput);
        }
        catch (Exception exception)
        {
            return Fail(parsed, error, $"this is a defect of MlPipeline, please report it.\n{exception}", ExitCode.Defect);
        }
    }

    private static int Fail(ParseResult parsed, TextWriter error, string message, int exitCode = ExitCode.WrongInput)
    {
        error.WriteLine(WantsJson(parsed) ? JsonSerializer.Serialize(new { @event = "error", message, exit_code = exitCode }, Json) : "error: " + message);
        return exitCode;
    }

    // A program that reads progress line by line reads this one too.
    private static bool WantsJson(ParseResult parsed) => parsed.CommandResult.Children.OfType<OptionResult>()
        .Any(result => result.Option.Name == "--progress" && result.Tokens.Any(token => token.Value.Equals("json", StringComparison.OrdinalIgnoreCase)));
}
