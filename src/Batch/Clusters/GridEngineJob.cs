using MlPipeline.Common;

namespace MlPipeline.Batch.Clusters;

/// <summary>A job of Grid Engine (SGE and its heirs): an index job, an array of shards after it, and a merge behind that.</summary>
/// <param name="Job">The job.</param>
/// <param name="ParallelEnvironment">Gives a job more than one processor; null where one is enough.</param>
internal sealed record GridEngineJob(ClusterJob Job, string? ParallelEnvironment)
{
    /// <summary>Writes a bash script that submits itself.</summary>
    /// <exception cref="ArgumentException">More than one processor is asked for and no parallel environment is named.</exception>
    public string Write()
    {
        if (Job.Cpus > 1 && ParallelEnvironment is null)
        {
            throw new RequestException(
                $"{Job.Cpus} CPUs per process require the name of a parallel environment on Grid Engine. 'qconf -spl' lists the names.")
            {
                Settings = ["ParallelEnvironment"],
            };
        }

        return JobScript.Write(
            Job,
            $"""
            # {Job.Shards} shards on Grid Engine. Submit with: bash FILE
            # A step that fails for good is in the error state (Eqw), and what waits for it keeps waiting. Fix the cause, then let it
            # continue by qmod -cj JOB, or qdel all three jobs and submit again: shards that are done are kept.
            """,
            $$"""
            # Runs one step as a job. Exit code 75 says that a retry may help: the job is queued again, at most {{Job.Retries}} times.
            run() {
                local code=0 count=0 counter=mlpipeline-retries-$JOB_ID-$SGE_TASK_ID
                "$@" || code=$?
                if [[ -s $counter ]]; then
                    count=$(<"$counter")
                fi
                if ((code == 75 && count < {{Job.Retries}})); then
                    echo $((count + 1)) >"$counter"
                    sleep $((10 << (count < 5 ? count : 5)))
                    exit 99 # Grid Engine's word for: queue me again.
                fi
                rm -f -- "$counter"
                if ((code != 0)); then
                    echo "exit code $code" >&2
                    exit 100 # Grid Engine's word for: error state, so that the jobs behind this one don't start.
                fi
            }

            # mem_free and not h_vmem: the latter limits addresses, of which .NET reserves far more than it uses.
            # Without -C '' a line of this file that begins with #$ would be an option.
            submit() {
                qsub -terse -C '' -S /bin/bash -V -cwd -j y -r y{{JobScript.Options(
                    ("-pe ", ParallelEnvironment))}}{{(ParallelEnvironment is null ? "" : $" {Job.Cpus}")}}{{JobScript.Options(
                    ("-l h_rt=", Job.Time * 60L),
                    ("-l mem_free=", Job.Memory is { } mebibytes ? $"{mebibytes}M" : null))}} "$@" | cut -d . -f 1
            }

            case "${1-}" in
                index | merge) run "$1" ;;
                shard) run shard "$SGE_TASK_ID" ;;
                *)
                    index=$(submit -N mlpipeline-index "$self" index)
                    echo "index $index"
                    array=$(submit -N mlpipeline-shard -t 1-{{Job.Shards}} -hold_jid "$index" "$self" shard)
                    echo "array $array"
                    merge=$(submit -N mlpipeline-merge -hold_jid "$array" "$self" merge)
                    echo "merge $merge"
                    ;;
            esac
            """);
    }
}
