namespace MlPipeline.Scoring.Clusters;

/// <summary>A job of Slurm: an index job, an array of shards behind it, and a merge behind all of them.</summary>
/// <param name="Job">The job.</param>
/// <param name="Partition">Where to run; null leaves it to Slurm.</param>
internal sealed record SlurmJob(ClusterJob Job, string? Partition)
{
    /// <summary>Writes a bash script that submits itself.</summary>
    public string Write() => JobScript.Write(
        Job,
        $"""
        # {Job.Shards} shards on Slurm. Submit with: bash FILE
        # Where something failed or was cancelled, submit again: shards that are done are kept.
        """,
        $$"""
        # Runs one step as a job. Exit code 75 says that a retry may help: the job is queued again, at most {{Job.Retries}} times.
        run() {
            local code=0
            "$@" || code=$?
            if ((code == 75 && ${SLURM_RESTART_COUNT:-0} < {{Job.Retries}})); then
                # A task is named by two numbers: the number of its own may be that of the whole array.
                scontrol requeue "${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}" &&
                    sleep 60 # Slurm ends this run.
            fi
            exit "$code"
        }

        submit() {
            sbatch --parsable --requeue --open-mode=append{{JobScript.Options(
                ("--cpus-per-task=", Job.Cpus),
                ("--mem=", Job.Memory is { } mebibytes ? $"{mebibytes}M" : null),
                ("--time=", Job.Time),
                ("--partition=", Partition))}} "$@" | cut -d ';' -f 1
        }

        case "${1-}" in
            index | merge) run "$1" ;;
            shard) run shard "$SLURM_ARRAY_TASK_ID" ;;
            *)
                index=$(submit --job-name=mlpipeline-index "$self" index)
                echo "index $index"
                array=$(submit --job-name=mlpipeline-shard --array=1-{{Job.Shards}} --dependency="afterok:$index" --kill-on-invalid-dep=yes "$self" shard)
                echo "array $array"
                merge=$(submit --job-name=mlpipeline-merge --dependency="afterok:$array" --kill-on-invalid-dep=yes "$self" merge)
                echo "merge $merge"
                ;;
        esac
        """);
}
