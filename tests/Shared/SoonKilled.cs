using System.Diagnostics;

namespace MlPipeline.Testing;

/// <summary>Kills a program within its first half second, when none of its handlers may exist yet.</summary>
internal static class SoonKilled
{
    private static readonly int Step = LongTests.AreWanted ? 50 : 150;   // milliseconds
    private static readonly string[] Signals = ["KILL", "TERM", "INT"];

    /// <summary>Starts a command again and again, each time with another signal a little later.</summary>
    /// <param name="program">File name of the program's library, beside the tests.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="check">Is called after each death.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The exit codes: 128 + n for signal n, 130 where the program ended by itself, 0 where it was faster.</returns>
    public static async Task<IReadOnlyList<int>> Run(string program, string[] arguments, Action check, CancellationToken cancellation)
    {
        var codes = new List<int>();
        for (var (delay, i) = (0, 0); delay <= 500; (delay, i) = (delay + Step, i + 1))
        {
            using var process = Start(program, arguments);
            var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await Task.Delay(delay, cancellation);
            using (var kill = Process.Start(
                new ProcessStartInfo("kill", [$"-{Signals[i % Signals.Length]}", $"{process.Id}"]) { RedirectStandardError = true })!)
            {
                await kill.WaitForExitAsync(cancellation);
            }

            await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromSeconds(60), cancellation);
            await Task.WhenAll(output, error);
            codes.Add(process.ExitCode);
            check();
        }

        return codes;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Error)> RunToEnd(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = await process.StandardError.ReadToEndAsync(cancellation);
        await output;
        await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        return (process.ExitCode, error);
    }

    private static Process Start(string program, string[] arguments) => Process.Start(
        new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
}
