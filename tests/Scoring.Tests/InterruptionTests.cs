using System.Diagnostics;

namespace MlPipeline.Scoring.Tests;

/// <summary>Work that would take hours, and a signal after two seconds.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly string[] Usual = ["top --beam 10000", "generate --min-length 999999 --max-length 1000000", "score -"];

    [Theory]
    [InlineData("top", "--beam", "10000")]
    [InlineData("top", "--beam", "10000", "--min-length", "9999", "--max-length", "10000")]
    [InlineData("top", "--count", "1000000", "--max-texts", "1000000000", "--batch-size", "10000")]
    [InlineData("capacity", "--sample-size", "1000000", "--min-probability", "1e-9")]
    [InlineData("generate", "--count", "10000000", "--unique", "--output", "names.txt")]
    [InlineData("generate", "--count", "2000000000", "--batch-size", "10000", "--threads", "512", "--output", "names.txt")]
    [InlineData("generate", "--min-length", "999999", "--max-length", "1000000")]
    [InlineData("generate", "--regex", "(a|b)*a(a|b){12}", "--min-length", "1000000", "--max-length", "1000000")]
    [InlineData("complete", "-", "--top", "100000")]
    [InlineData("score", "-")]
    public async Task Signal_ends_the_work(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are those of Unix.");
        Assert.SkipUnless(LongTests.AreWanted || Usual.Contains(string.Join(' ', arguments)), LongTests.Reason);
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "MlPipeline.Scoring.dll"), .. arguments, "--model", TestFiles.Model])
        {
            RedirectStandardInput = true, // stays open, and nothing comes
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(_folder["x"]),
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(process.HasExited, "It was to take longer.");

        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
