using MlPipeline.Batch.Clusters;
using MlPipeline.Common;
using MlPipeline.Scoring.Tests.Clusters;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class EmitVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> ScriptEngines { get; } = ["slurm", "sge", "parallel"];

    [Theory]
    [MemberData(nameof(ScriptEngines))]
    public async Task Script_holds_the_three_steps_and_where_they_run(string engine)
    {
        var path = _folder["job.sh"];

        var result = await CommandLine.Run(
            "emit", engine, "--output", path, "--shards", "8", "--executable", "dotnet '/my apps/x.dll'", "--", "complete", "in.csv", "-o",
            "out.csv", "--errors", "bad.csv", "--no-header", "--samples=3", "--delimiter", ";");

        Assert.Equal((0, "", ""), result);
        var script = File.ReadAllText(path);
        Assert.Contains("    dotnet '/my apps/x.dll' index in.csv --delimiter ';' --no-header\n", script, StringComparison.Ordinal);
        Assert.Contains(
            "    dotnet '/my apps/x.dll' complete in.csv -o out.csv --errors bad.csv --no-header '--samples=3' --delimiter ';' --threads " +
                "1 --resume --shard \"$1/8\"\n", script, StringComparison.Ordinal);
        Assert.Contains("    dotnet '/my apps/x.dll' merge --output out.csv --errors bad.csv\n", script, StringComparison.Ordinal);
        Assert.Contains($"\ncd {ShellText.Quote(Environment.CurrentDirectory)}\n", script, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ScriptEngines))]
    public async Task Shellcheck_finds_nothing_in_a_script(string engine)
    {
        FakeCluster.SkipWithoutBash();
        Assert.SkipUnless(FakeCluster.Find("shellcheck") is not null, "shellcheck is not installed (Debian: shellcheck).");
        using var cluster = new FakeCluster();

        var (_, script, _) = await CommandLine.Run(
            "emit", engine, "--time", "5", "--memory", "100", "--", "score", "$a 'b\n.csv", "--output", "ž.csv");

        Assert.Equal((0, "", ""), await cluster.RunProgram("shellcheck", [_folder.Write("job.sh", script)]));
    }

    [Fact]
    public async Task Kubernetes_runs_in_the_volume_with_the_program_of_the_image()
    {
        var (code, yaml, error) = await CommandLine.Run(
            "emit", "k8s", "--image", "names:1", "--volume-claim", "claim", "--", "complete", "in.csv", "-o", "out.csv");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("workingDir: \"/data\"", yaml, StringComparison.Ordinal);
        Assert.Contains("""
                        - "dotnet"
                        - "/app/MlPipeline.Scoring.dll"
                        - "complete"
            """, yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'--image' is required", "--volume-claim", "c")]
    [InlineData("--image must name an image", "--image", "", "--volume-claim", "c")]
    [InlineData("--mount-path: the path must begin with a slash", "--image", "i", "--volume-claim", "c", "--mount-path", "data")]
    [InlineData("--name must consist of lower-case letters", "--image", "i", "--volume-claim", "c", "--name", "Names")]
    [InlineData("--parallelism must be at least 1", "--image", "i", "--volume-claim", "c", "--parallelism", "0")]
    public async Task Bad_request_to_kubernetes_gets_one_error_line(string expected, params string[] arguments) =>
        CommandLine.AssertOneError(
            expected, await CommandLine.Run(["emit", "k8s", .. arguments, "--", "score", "in.csv", "-o", "out.csv"]));

    [Fact]
    public async Task Jobs_of_gnu_parallel_are_at_least_one() =>
        CommandLine.AssertOneError(
            "--jobs must be at least 1",
            await CommandLine.Run("emit", "parallel", "--jobs", "0", "--", "score", "in.csv", "-o", "out.csv"));

    [Fact]
    public async Task What_is_given_for_threads_and_resume_stays()
    {
        var (_, script, _) = await CommandLine.Run(
            "emit", "slurm", "--cpus", "4", "--executable", "x", "--", "score", "in.csv", "--output", "out.csv", "--resume", "--threads",
            "2");

        Assert.Contains("    x score in.csv --output out.csv --resume --threads 2 --shard \"$1/64\"\n", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comes after --", "score", "in.csv")]
    [InlineData("comes 'complete' or 'score', which can be split into shards.", "--")]
    [InlineData("and not 'generate'", "--", "generate", "--output", "out.txt")]
    [InlineData("Unrecognized command or argument '--colum'", "--", "score", "in.csv", "--output", "out.csv", "--colum", "x")]
    [InlineData("Required argument 'INPUT.csv' missing", "--", "score", "--output", "out.csv")]
    [InlineData("reads standard input", "--", "score", "-", "--output", "out.csv")]
    [InlineData("needs --output FILE", "--", "score", "in.csv")]
    [InlineData("needs --output FILE", "--", "score", "in.csv", "-o", "-")]
    [InlineData("needs a file for --errors", "--", "score", "in.csv", "-o", "out.csv", "--errors", "-")]
    [InlineData("has a --shard already", "--", "score", "in.csv", "-o", "out.csv", "--shard", "1/2")]
    [InlineData(
        "'complete' after --: Option '--temperature' takes a number with a decimal point", "--", "complete", "in.csv", "-o", "out.csv",
        "--temperature", "0,8")]
    [InlineData("a second '--'", "--", "score", "--output", "out.csv", "--", "-in.csv")]
    [InlineData("--shards must be at least 1, and not 0", "--shards", "0", "--", "score", "in.csv", "-o", "out.csv")]
    [InlineData("--shards must be at most 1000000, and not 1000001", "--shards", "1000001", "--", "score", "in.csv", "-o", "out.csv")]
    [InlineData("--retries must be at least 0, and not -1", "--retries", "-1", "--", "score", "in.csv", "-o", "out.csv")]
    [InlineData("--cpus must be at least 1", "--cpus", "0", "--", "score", "in.csv", "-o", "out.csv")]
    [InlineData("A ' is open", "--executable", "dotnet 'x", "--", "score", "in.csv", "-o", "out.csv")]
    [InlineData("--executable must name a program", "--executable", " ", "--", "score", "in.csv", "-o", "out.csv")]
    public async Task Bad_request_gets_one_error_line_and_no_file(string expected, params string[] arguments)
    {
        CommandLine.AssertOneError(expected, await CommandLine.Run(["emit", "slurm", "--output", _folder["job.sh"], .. arguments]));
        Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("/apps/MlPipeline.Scoring", "/apps/MlPipeline.Scoring")]
    [InlineData("/usr/bin/dotnet", "/usr/bin/dotnet", "/apps/MlPipeline.Scoring.dll")]
    [InlineData(null, "dotnet", "/apps/MlPipeline.Scoring.dll")]
    public void Program_is_started_as_this_process_was(string? processPath, params string[] expected) =>
        Assert.Equal(
            expected.Select(word => word.Replace('/', Path.DirectorySeparatorChar)), Executable.Of(processPath, "/apps")
                .Select(word => word.Replace('/', Path.DirectorySeparatorChar)));

    public void Dispose() => _folder.Dispose();
}
