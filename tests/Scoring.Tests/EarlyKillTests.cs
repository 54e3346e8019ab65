namespace MlPipeline.Scoring.Tests;

/// <summary>Signals in the first half second of a process.</summary>
public sealed class EarlyKillTests : IDisposable
{
    private const string Program = "MlPipeline.Scoring.dll";
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("out", "score", "--resume")]
    [InlineData("out", "score", "--engine", "managed")]
    [InlineData("out", "complete", "--samples", "1", "--resume", "--engine", "managed")]
    [InlineData("out/report.json", "evaluate", "--samples", "100")]
    public async Task Command_killed_at_once_leaves_nothing_half_written_and_ends_in_the_same_bytes(
        string result, string verb, params string[] options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are those of Unix.");
        var names = File.ReadLines(TestFiles.Names).Skip(1).Take(300).Select(line => line.Split(',')[0]);
        var input = _folder.Write("in.csv", "name\n" + string.Join('\n', names) + "\n");
        string[] about = verb == "evaluate" ? ["--data", input, "--train", TestFiles.Names] : [input, "--column", "name"];
        string[] command = [verb, .. about, "--model", TestFiles.Model, "--output", _folder["out"], .. options];
        await RunToEnd(command);
        var whole = File.ReadAllBytes(_folder[result]);
        Clear(result);

        var codes = await SoonKilled.Run(Program, command, () => Clear(result, whole), TestContext.Current.CancellationToken);

        Assert.All(codes, code => Assert.Contains(code, new[] { 0, 130, 137, 143 }));
        Assert.Contains(codes, code => code != 0);
        await RunToEnd(command);
        Assert.Equal(whole, File.ReadAllBytes(_folder[result]));
        Assert.DoesNotContain(
            _folder.Files, file => file.EndsWith(".part", StringComparison.Ordinal) || file.EndsWith(".journal", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task RunToEnd(string[] command)
    {
        var (code, error) = await SoonKilled.RunToEnd(Program, command, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error);
    }

    private void Clear(string result, byte[]? whole = null)
    {
        if (!File.Exists(_folder[result]))
            return;
        if (whole is not null)
            Assert.Equal(whole, File.ReadAllBytes(_folder[result]));
        if (Directory.Exists(_folder["out"]))
            Directory.Delete(_folder["out"], recursive: true);
        else
            File.Delete(_folder["out"]);
    }
}
