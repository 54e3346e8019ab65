using System.Diagnostics;

namespace MlPipeline.Testing;

/// <summary>Runs a line of a shell, paths in which are quoted.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it.</summary>
    /// <param name="shell">Such as <c>sh</c>.</param>
    /// <param name="line">The line.</param>
    /// <param name="folder">Where it runs; null for the tests' own working folder.</param>
    /// <exception cref="TimeoutException">It, or something that it left in the background, hasn't ended in time.</exception>
    public static async Task<(int Code, string Output, string Error)> Run(string shell, string line, string? folder = null)
    {
        var start = new ProcessStartInfo(shell, ["-c", line])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(process.WaitForExitAsync(), output, error).WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }
}
