using System.Diagnostics;

namespace MlPipeline.Scoring.Tests;

/// <summary>Batch runs as processes that are killed, stopped and started again.</summary>
public sealed class BatchProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _input;

    public BatchProcessTests()
    {
        var names = File.ReadLines(TestFiles.Names).Skip(1).Select(line => line.Split(',')[0]).ToList();
        _input = _folder.Write(
            "in.csv", "id,prefix\n" +
                string.Concat(
                    Enumerable.Range(0, 12_000)
                        .Select(i => i % 50 == 0 ? $"{i},QQ\n" : $"\"{i}\n\",{names[i % names.Count][..(i % 4 % 3)]}\n")));
    }

    [Theory]
    [InlineData("onnx", "1/1", 900, 1800)]
    [InlineData("managed", null, 700, 1600)]
    public async Task Resumed_run_ends_in_the_same_bytes(string engine, string? shard, params int[] milliseconds)
    {
        await Run("complete", _input, "--output", _folder["one"], "--errors", _folder["one.bad"], "--engine", engine);
        string[] command = ["complete", _input, "--output", _folder["out"], "--errors", _folder["bad"], "--resume", "--engine", engine,
            .. shard is null ? [] : new[] { "--shard", shard }];

        foreach (var delay in milliseconds)
        {
            using var process = Start(command);
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var (code, error) = await Run(command);
        Assert.True(code == 0, error);
        var end = shard is null ? "" : ".shard-1-of-1";
        Assert.Equal(File.ReadAllBytes(_folder["one"]), File.ReadAllBytes(_folder["out" + end]));
        Assert.Equal(File.ReadAllBytes(_folder["one.bad"]), File.ReadAllBytes(_folder["bad" + end]));
        Assert.DoesNotContain(
            _folder.Files, file => file.EndsWith(".part", StringComparison.Ordinal) || file.EndsWith(".journal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Termination_keeps_what_resume_needs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are those of Unix.");
        string[] command = ["complete", _input, "--output", _folder["out"], "--samples", "20"];
        using var process = Start(command);
        while (!File.Exists(_folder["out.journal"]))
            await Task.Delay(20, TestContext.Current.CancellationToken);

        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("The run can be resumed from here. See --resume.", await error, StringComparison.Ordinal);
        Assert.Equal(["in.csv", "out.journal", "out.part"], _folder.Files);
        Assert.Contains(
            "unfinished run is another one: options.--seed is not given there and 5 here",
            (await Run([.. command, "--resume", "--seed", "5"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_never_write_the_same_file()
    {
        string[] command = ["complete", _input, "--output", _folder["out"], "--samples", "20"];
        using var first = Start(command);
        while (!File.Exists(_folder["out.part"]))
            await Task.Delay(20, TestContext.Current.CancellationToken);

        var (code, error) = await Run(command);

        first.Kill();
        await first.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(75, code);
        Assert.Contains("out.journal: the file can't be written: ", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Error)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "MlPipeline.Scoring.dll"), .. arguments, "--model", TestFiles.Model])
        {
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }
}
