using MlPipeline.Batch.Clusters;

namespace MlPipeline.Scoring.Tests.Clusters;

public sealed class SlurmJobTests : IDisposable
{
    private readonly FakeCluster _cluster = new("sbatch", "scontrol", "sleep");

    [Fact]
    public async Task Script_submits_index_array_and_merge_each_behind_the_other()
    {
        var job = Jobs.Three(_cluster) with { Time = 60, Memory = 4096, Cpus = 2 };

        var (code, output, error) = await _cluster.Run(new SlurmJob(job, "short queue").Write());

        Assert.Equal((0, "index 101\narray 102\nmerge 103\n", ""), (code, output, error));
        const string common = "--parsable --requeue --open-mode=append --cpus-per-task=2 --mem=4096M --time=60 --partition=short queue ";
        Assert.Collection(
            _cluster.CallsOf("sbatch"),
            call => Assert.Matches($"^{common}--job-name=mlpipeline-index /.*/the job.sh index$", call),
            call => Assert.Matches(
                $"^{common}--job-name=mlpipeline-shard --array=1-3 --dependency=afterok:101 --kill-on-invalid-dep=yes /.*/the job.sh shard$", call),
            call => Assert.Matches(
                $"^{common}--job-name=mlpipeline-merge --dependency=afterok:102 --kill-on-invalid-dep=yes /.*/the job.sh merge$", call));
    }

    [Fact]
    public async Task Nothing_is_submitted_behind_a_submission_that_failed()
    {
        _cluster.Plan("sbatch", 0, 1);

        var (code, output, _) = await _cluster.Run(new SlurmJob(Jobs.Three(_cluster), null).Write());

        Assert.Equal((1, "index 101\n", 2), (code, output, _cluster.Calls.Count));
    }

    [Fact]
    public async Task Steps_run_the_words_as_they_are()
    {
        var script = new SlurmJob(Jobs.WithAwkwardWords(Jobs.Three(_cluster)), null).Write();

        Assert.Equal(0, (await RunTask(script, "index")).Code);
        Assert.Equal(0, (await RunTask(script, "shard", ("SLURM_ARRAY_TASK_ID", "2"))).Code);
        Assert.Equal(0, (await RunTask(script, "merge")).Code);

        string[][] expected = [["the program", "index", "in.csv"], ["the program", "score", .. Jobs.Awkward, "--shard", "2/3"],
            ["the program", "merge", "--output", "out.csv"]];
        Assert.Equal(expected, _cluster.Calls);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task What_a_retry_may_mend_is_queued_again(string restarts)
    {
        _cluster.Plan("2", 75);

        await RunTask(
            new SlurmJob(Jobs.Three(_cluster), null).Write(), "shard", ("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_RESTART_COUNT", restarts));

        Assert.Equal(["requeue 40_2"], _cluster.CallsOf("scontrol"));
        Assert.Single(_cluster.CallsOf("sleep"));
    }

    [Fact]
    public async Task Merge_is_queued_again_by_its_own_number_even_where_it_was_submitted_by_a_task()
    {
        _cluster.Plan("merge", 75);

        await RunTask(new SlurmJob(Jobs.Three(_cluster), null).Write(), "merge", ("SLURM_ARRAY_TASK_ID", "9"));

        Assert.Equal(["requeue 41"], _cluster.CallsOf("scontrol"));
    }

    [Theory]
    [InlineData(75, "2")]
    [InlineData(2, "0")]
    [InlineData(1, "0")]
    [InlineData(130, "0")]
    public async Task Anything_else_and_one_retry_too_many_fail_at_once(int code, string restarts)
    {
        _cluster.Plan("2", code);

        var result = await RunTask(
            new SlurmJob(Jobs.Three(_cluster), null).Write(), "shard", ("SLURM_ARRAY_TASK_ID", "2"), ("SLURM_RESTART_COUNT", restarts));

        Assert.Equal(code, result.Code);
        Assert.Empty(_cluster.CallsOf("scontrol"));
    }

    public void Dispose() => _cluster.Dispose();

    private Task<(int Code, string Output, string Error)> RunTask(
        string script, string step, params (string Name, string Value)[] variables) =>
        _cluster.Run(script, [step], [("SLURM_JOB_ID", "41"), ("SLURM_ARRAY_JOB_ID", "40"), .. variables]);
}
