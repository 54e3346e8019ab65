namespace MlPipeline.Batch.Clusters;

/// <summary>A job of GNU parallel: all shards on one machine.</summary>
/// <param name="Job">The job.</param>
/// <param name="Jobs">Shards at a time; null for as many as there are processors for.</param>
internal sealed record ParallelJob(ClusterJob Job, int? Jobs)
{
    /// <summary>Shards at a time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? Jobs { get; init; } = Jobs is { } jobs ? ClusterJob.InRange(1, 10_000, jobs, nameof(Jobs)) : null;

    /// <summary>Writes a bash script that starts itself for each shard.</summary>
    public string Write() => JobScript.Write(
        Job,
        $"""
        # {Job.Shards} shards with GNU parallel. Run with: bash FILE
        # Where something failed or was interrupted, run again: shards that are done are kept.
        """,
        $$"""
        # Runs one step. Exit code 75 says that a retry may help: the step is run again after a pause, at most {{Job.Retries}} times.
        run() {
            local code count
            for ((count = 0; ; count++)); do
                code=0
                "$@" || code=$?
                ((code == 75 && count < {{Job.Retries}})) || return "$code"
                sleep $((10 << (count < 5 ? count : 5)))
            done
        }

        if [[ ${1-} == shard ]]; then
            run shard "$2"
        else
            run index
            seq {{Job.Shards}} | parallel --quote --halt soon,fail=1 --line-buffer{{JobScript.Options(
                ("--jobs ", (object?)Jobs ?? (Job.Cpus > 1 ? $"{Math.Max(1, 100 / Job.Cpus)}%" : null)),
                ("--timeout ", Job.Time * 60L),
                ("--memfree ", Job.Memory is { } mebibytes ? $"{mebibytes}M" : null))}} bash "$self" shard {}
            run merge
        fi
        """);
}
