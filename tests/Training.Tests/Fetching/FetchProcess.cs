using System.Diagnostics;
using System.Globalization;

namespace MlPipeline.Training.Tests.Fetching;

/// <summary>The real program, as a process of its own.</summary>
internal sealed class FetchProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly Task<string> _output;

    private FetchProcess(Process process)
    {
        _process = process;
        (_output, _error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public static FetchProcess Start(params string[] arguments) => new(Process.Start(
        new ProcessStartInfo("dotnet", [Program(), "fetch", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

    public static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL on Unix: nothing is cleaned up.</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAsync()
    {
        if (_process.HasExited)
            return false;
        _process.Kill();
        await _process.WaitForExitAsync();
        return true;
    }

    /// <summary>Gets whether SIGINT can't reach it: it inherits that from a shell that started the tests in the background.</summary>
    public bool IgnoresInterrupts => OperatingSystem.IsLinux() && File.ReadLines($"/proc/{_process.Id}/status")
        .Where(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))
        .Any(line => (ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0b10) != 0);

    /// <summary>SIGINT, as from Ctrl-C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<(int Exit, string Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose() => _process.Dispose();

    // Not the copy beside the tests: that lacks what the tests' web framework brings, and the program must do without it.
    private static string Program() =>
        Path.Combine(
            AppContext.BaseDirectory.Replace(
                Path.Combine("tests", "Training.Tests"), Path.Combine("src", "Training"), StringComparison.Ordinal),
                    "MlPipeline.Training.dll");
}
