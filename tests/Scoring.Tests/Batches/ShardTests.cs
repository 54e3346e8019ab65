using CsCheck;
using MlPipeline.Batch.Batches;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests.Batches;

public sealed class ShardTests
{
    [Fact]
    public void Shards_together_are_all_rows_and_differ_by_one_at_most() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000], Gen.Int[1, 300]).Sample((rows, count) =>
    {
        var ranges = Enumerable.Range(1, count).Select(number => new Shard(number, count).RowsOf(rows)).ToList();
        var lengths = ranges.ConvertAll(range => range.End - range.First);
        return ranges[0].First == 0 && ranges[^1].End == rows
            && ranges.Zip(ranges.Skip(1)).All(pair => pair.First.End == pair.Second.First) &&
            lengths.Max() - lengths.Min() <= 1;
    });

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("1/4/2")]
    [InlineData("-1/4")]
    [InlineData("1/99999999999")]
    public void Parse_refuses_what_is_no_shard(string text) => Assert.Throws<RequestException>(() => Shard.Parse(text));

    [Theory]
    [InlineData("2/4", "SLURM_ARRAY_TASK_ID=13 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_STEP=3 SLURM_ARRAY_TASK_COUNT=4")]
    [InlineData("1/64", "JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=64")]
    [InlineData("64/64", "AWS_BATCH_JOB_ARRAY_INDEX=63 AWS_BATCH_JOB_ARRAY_SIZE=64")]
    [InlineData("3/4", "SGE_TASK_ID=5 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=2")]
    [InlineData(null, "SGE_TASK_ID=undefined")]
    [InlineData(null, "PATH=/bin")]
    public void Environment_tells_the_shard(string? expected, string variables)
    {
        var found = ShardEnvironment.Find(Get(variables));

        Assert.Equal(expected, found?.Shard.ToString());
        Assert.Equal(found is null ? null : variables.Split(' ')[0], found?.Source);
    }

    [Theory]
    [InlineData("JOB_COMPLETIONS is not set", "JOB_COMPLETION_INDEX=0")]
    [InlineData(
        "SLURM_ARRAY_TASK_ID is 12, which is not one of the 4 tasks",
        "SLURM_ARRAY_TASK_ID=12 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_STEP=3 SLURM_ARRAY_TASK_COUNT=4")]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX is 'x'", "AWS_BATCH_JOB_ARRAY_INDEX=x AWS_BATCH_JOB_ARRAY_SIZE=4")]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX is 4", "AWS_BATCH_JOB_ARRAY_INDEX=4 AWS_BATCH_JOB_ARRAY_SIZE=4")]
    public void Environment_that_makes_no_sense_is_refused(string expected, string variables) =>
        Assert.Contains(
            expected, Assert.Throws<RequestException>(() => ShardEnvironment.Find(Get(variables))).Message, StringComparison.Ordinal);

    private static Func<string, string?> Get(string variables)
    {
        var values = variables.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => values.GetValueOrDefault(name);
    }
}
