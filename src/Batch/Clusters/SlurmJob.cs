namespace MlPipeline.Batch.Clusters;

/// <summary>A job of Slurm: an index job, an array of shards after it, and a merge behind all of them.</summary>
/// <param name="Job">The job.</param>
/// <param name="Partition">Where to run; null leaves it to Slurm.</param>
internal sealed record SlurmJob(ClusterJob Job, string? Partition)
{
    private const int UsualLargestArray = 1000;

    /// <summary>Writes a bash script that submits itself.</summary>
    public string Write() => JobScript.Write(
        Job,
        $"""
        # {Job.Shards} shards on Slurm. Submit with: bash FILE
        # Where something failed or was cancelled, submit again: shards that are done are kept.{(Job.Shards <= UsualLargestArray ? "" : $"""

        # Slurm refuses arrays of more than {UsualLargestArray} tasks where its MaxArraySize was left at 1001.
        """)}
        """,
        $$"""
        # run ID STEP: one step as a job. Exit code 75 says that a retry may help: the job is queued again, at most {{Job.Retries}} times.
        run() {
            local id=$1 code=0
            shift
            "$@" || code=$?
            if ((code == 75 && ${SLURM_RESTART_COUNT:-0} < {{Job.Retries}})); then
                scontrol requeue "$id" && sleep 60 # Slurm ends this run.
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
            index | merge) run "$SLURM_JOB_ID" "$1" ;;
            # A task has two numbers: the one of its own may be that of the whole array.
            shard) run "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID" shard "$SLURM_ARRAY_TASK_ID" ;;
            *)
                # Jobs inherit it where this is itself a job that was queued again.
                unset SLURM_RESTART_COUNT
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
