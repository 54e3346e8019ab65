using System.Diagnostics;

namespace MlPipeline.Testing;

/// <summary>Runs a tool of the system that has to succeed, such as <c>ln</c> or <c>mkfifo</c>.</summary>
internal static class TestProcess
{
    public static async Task<string> Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
