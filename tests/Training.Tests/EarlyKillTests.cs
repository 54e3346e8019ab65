using MlPipeline.Training.Tests.Fetching.Replica;

namespace MlPipeline.Training.Tests;

/// <summary>Signals in the first half second of a process.</summary>
public sealed class EarlyKillTests : IDisposable
{
    // Not the copy beside the tests: that lacks what the tests' web framework brings.
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "Training.Tests"), Path.Combine("src", "Training"), StringComparison.Ordinal), "MlPipeline.Training.dll");

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Training_killed_at_once_leaves_nothing_half_written_and_ends_in_the_same_bytes(bool isResumed)
    {
        var data = _folder.Write("names.csv", Tiny.Csv);
        string[] command =
        [
            "train", "--data", data, "--label-column", "gender", "--output", _folder["model.onnx"], "--hidden", "8", "--embedding", "4",
            "--epochs", "2", "--quiet",
            .. isResumed ? ["--resume"] : Array.Empty<string>(),
        ];
        await AssertSameBytes(command, "model.onnx", "model.run");
        Assert.Equal(
            ["model.onnx", "model.run/checkpoint.safetensors", "model.run/metrics.csv", "names.csv"],
            _folder.Files.Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fetch_killed_at_once_leaves_no_lock_and_ends_in_the_same_bytes()
    {
        await using var site = await ReplicaSite.StartAsync(("a", 5), ("b", 5));
        await AssertSameBytes(
            ["fetch", "vlkk", "--base-url", site.Url.AbsoluteUri, "--output", _folder["names.csv"], "--delay", "0", "--contact",
                "names@example.org"], "names.csv", "names.cache");
    }

    public void Dispose() => _folder.Dispose();

    private async Task AssertSameBytes(string[] command, string result, string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are those of Unix.");
        await RunToEnd(command);
        var whole = File.ReadAllBytes(_folder[result]);
        Clear();

        var codes = await SoonKilled.Run(Program, command, () =>
        {
            if (!File.Exists(_folder[result]))
                return;
            Assert.Equal(whole, File.ReadAllBytes(_folder[result]));
            Clear();
        }, TestContext.Current.CancellationToken);

        Assert.All(codes, code => Assert.Contains(code, new[] { 0, 130, 137, 143 }));
        Assert.Contains(codes, code => code != 0);
        await RunToEnd(command);
        Assert.Equal(whole, File.ReadAllBytes(_folder[result]));

        void Clear()
        {
            File.Delete(_folder[result]);
            if (Directory.Exists(_folder[folder]))
                Directory.Delete(_folder[folder], recursive: true);
        }
    }

    private static async Task RunToEnd(string[] command)
    {
        var (code, error) = await SoonKilled.RunToEnd(Program, command, TestContext.Current.CancellationToken);
        Assert.True(code == 0, error);
    }
}
