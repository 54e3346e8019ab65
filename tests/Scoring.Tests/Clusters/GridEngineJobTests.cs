using MlPipeline.Batch.Clusters;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests.Clusters;

public sealed class GridEngineJobTests : IDisposable
{
    private readonly FakeCluster _cluster = new("qsub", "sleep");

    [Fact]
    public async Task Script_submits_index_array_and_merge_each_behind_the_other()
    {
        var job = Jobs.Three(_cluster) with { Time = 60, Memory = 4096, Cpus = 2 };

        var (code, output, error) = await _cluster.Run(new GridEngineJob(job, "smp").Write());

        Assert.Equal((0, "index 101\narray 102\nmerge 103\n", ""), (code, output, error));
        const string common = "-terse -C  -S /bin/bash -V -cwd -j y -r y -pe smp 2 -l h_rt=3600 -l mem_free=4096M ";
        Assert.Collection(
            _cluster.CallsOf("qsub"),
            call => Assert.Matches($"^{common}-N mlpipeline-index /.*/the job.sh index$", call),
            call => Assert.Matches($"^{common}-N mlpipeline-shard -t 1-3 -hold_jid 101 /.*/the job.sh shard$", call),
            call => Assert.Matches($"^{common}-N mlpipeline-merge -hold_jid 102 /.*/the job.sh merge$", call));
    }

    [Fact]
    public void More_processors_need_a_parallel_environment()
    {
        var job = new GridEngineJob(Jobs.Three(_cluster) with { Cpus = 2 }, null);

        Assert.Equal(["ParallelEnvironment"], Assert.Throws<RequestException>(job.Write).Settings);
    }

    [Fact]
    public async Task Steps_run_the_words_as_they_are()
    {
        var script = new GridEngineJob(Jobs.WithAwkwardWords(Jobs.Three(_cluster)), null).Write();

        Assert.Equal(0, (await RunTask(script, "index")).Code);
        Assert.Equal(0, (await RunTask(script, "shard", "2")).Code);
        Assert.Equal(0, (await RunTask(script, "merge")).Code);

        string[][] expected = [["the program", "index", "in.csv"], ["the program", "score", .. Jobs.Awkward, "--shard", "2/3"],
            ["the program", "merge", "--output", "out.csv"]];
        Assert.Equal(expected, _cluster.Calls);
    }

    // 99 queues the task again, 100 puts it into the error state, so that no merge follows.
    [Fact]
    public async Task What_a_retry_may_mend_is_queued_again_until_there_were_enough()
    {
        _cluster.Plan("2", 75, 75, 75);
        var script = new GridEngineJob(Jobs.Three(_cluster), null).Write();

        int[] codes = [(await RunTask(script, "shard", "2")).Code, (await RunTask(script, "shard", "2")).Code,
            (await RunTask(script, "shard", "2")).Code];

        Assert.Equal([99, 99, 100], codes);
        Assert.Equal(["10", "20"], _cluster.CallsOf("sleep"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cluster.WorkingDirectory));
    }

    [Fact]
    public async Task Retries_of_tasks_are_counted_apart_and_forgotten_after_success()
    {
        _cluster.Plan("1", 75);
        _cluster.Plan("2", 75, 0);
        var script = new GridEngineJob(Jobs.Three(_cluster) with { Retries = 1 }, null).Write();

        int[] codes = [(await RunTask(script, "shard", "1")).Code, (await RunTask(script, "shard", "2")).Code,
            (await RunTask(script, "shard", "2")).Code];

        Assert.Equal([99, 99, 0], codes);
        Assert.Equal(
            "mlpipeline-retries-41-1", Path.GetFileName(Assert.Single(Directory.EnumerateFileSystemEntries(_cluster.WorkingDirectory))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Anything_else_is_the_error_state_at_once(int code)
    {
        _cluster.Plan("2", code);

        var result = await RunTask(new GridEngineJob(Jobs.Three(_cluster), null).Write(), "shard", "2");

        Assert.Equal((100, $"exit code {code}\n"), (result.Code, result.Error));
    }

    public void Dispose() => _cluster.Dispose();

    private Task<(int Code, string Output, string Error)> RunTask(string script, string step, string task = "undefined") =>
        _cluster.Run(script, [step], ("JOB_ID", "41"), ("SGE_TASK_ID", task));
}
