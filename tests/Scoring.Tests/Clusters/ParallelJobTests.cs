using MlPipeline.Batch.Clusters;

namespace MlPipeline.Scoring.Tests.Clusters;

public sealed class ParallelJobTests
{
    [Fact]
    public async Task Script_runs_index_shards_and_merge_in_this_order()
    {
        using var cluster = new FakeCluster("parallel");
        var job = Jobs.WithAwkwardWords(Jobs.Three(cluster)) with { Time = 60, Memory = 4096, Cpus = 4 };

        var (code, _, error) = await cluster.Run(new ParallelJob(job, null).Write());

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["index", "1/3", "2/3", "3/3", "merge"], cluster.Steps);
        Assert.Equal(["the program", "score", .. Jobs.Awkward, "--shard", "2/3"], cluster.Calls[3]);
        Assert.Matches(
            "^--quote --halt soon,fail=1 --line-buffer --jobs 25% --timeout 3600 --memfree 4096M bash /.*/the job.sh shard {}$",
            Assert.Single(cluster.CallsOf("parallel")));
    }

    [Fact]
    public async Task What_a_retry_may_mend_is_run_again_after_longer_and_longer_pauses()
    {
        using var cluster = new FakeCluster("parallel", "sleep");
        cluster.Plan("2", 75, 75);
        cluster.Plan("index", 75);
        cluster.Plan("merge", 75);

        var (code, _, _) = await cluster.Run(new ParallelJob(Jobs.Three(cluster), 1).Write());

        Assert.Equal(0, code);
        Assert.Equal(["index", "index", "1/3", "2/3", "2/3", "2/3", "3/3", "merge", "merge"], cluster.Steps);
        Assert.Equal(["10", "10", "20", "10"], cluster.CallsOf("sleep"));
    }

    [Theory]
    [InlineData("2", new[] { 2 }, new[] { "index", "1/3", "2/3" })]
    [InlineData("2", new[] { 1 }, new[] { "index", "1/3", "2/3" })]
    [InlineData("2", new[] { 75, 75, 75 }, new[] { "index", "1/3", "2/3", "2/3", "2/3" })]
    [InlineData("index", new[] { 2 }, new[] { "index" })]
    public async Task Nothing_follows_a_failure(string step, int[] exitCodes, string[] steps)
    {
        using var cluster = new FakeCluster("parallel", "sleep");
        cluster.Plan(step, exitCodes);

        var (code, _, _) = await cluster.Run(new ParallelJob(Jobs.Three(cluster), 1).Write());

        Assert.Equal(exitCodes[^1], code);
        Assert.Equal(steps, cluster.Steps);
    }

    [Theory]
    [InlineData(0, new[] { "index", "1/3", "2/3", "3/3", "merge" })]
    [InlineData(2, new[] { "index", "1/3", "2/3" })]
    public async Task Real_parallel_does_what_the_fake_one_does(int exitCode, string[] steps)
    {
        using var cluster = new FakeCluster();
        Assert.SkipUnless(FakeCluster.Find("parallel") is not null, "GNU parallel is not installed (Debian: parallel).");
        cluster.Plan("2", exitCode);

        var (code, _, _) = await cluster.Run(new ParallelJob(Jobs.WithAwkwardWords(Jobs.Three(cluster)), 1).Write());

        Assert.Equal(exitCode, code);
        Assert.Equal(steps, cluster.Steps);
        Assert.Equal(["the program", "score", .. Jobs.Awkward, "--shard", "2/3"], cluster.Calls[2]);
    }
}
