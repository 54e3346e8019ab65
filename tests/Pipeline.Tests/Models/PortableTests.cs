using System.Diagnostics;

namespace MlPipeline.Tests.Models;

/// <summary>The managed engine's results for a fixed list of jobs; tests/Portable/places.sh compares them in more places.</summary>
public sealed class PortableTests
{
    [Theory]
    [InlineData("DOTNET_TieredPGO", "0")]
    [InlineData("DOTNET_EnableAVX512", "0")]
    public async Task Results_have_the_agreed_hashes(string variable, string value)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "MlPipeline.Portable.dll"), TestFiles.Model])
        {
            RedirectStandardOutput = true,
            Environment = { [variable] = value },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(TestFiles.Root, "tests/Portable/expected.txt")), output);
    }
}
