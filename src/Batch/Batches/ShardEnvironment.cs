using System.Globalization;
using MlPipeline.Common;

namespace MlPipeline.Batch.Batches;

/// <summary>Finds out from the variables that cluster engines set which task of an array this process is.</summary>
internal static class ShardEnvironment
{
    /// <summary>Finds the shard.</summary>
    /// <param name="get">Gets the value of an environment variable, null where it isn't set.</param>
    /// <returns>The shard and what told it; null outside arrays.</returns>
    /// <exception cref="RequestException">The variables don't make sense, or some are missing.</exception>
    public static (Shard Shard, string Source)? Find(Func<string, string?> get)
    {
        if (get("SLURM_ARRAY_TASK_ID") is { Length: > 0 } slurm)
        {
            var (min, step, count) = (Number("SLURM_ARRAY_TASK_MIN"), Number("SLURM_ARRAY_TASK_STEP"), Number("SLURM_ARRAY_TASK_COUNT"));
            return Regular("SLURM_ARRAY_TASK_ID", Parse("SLURM_ARRAY_TASK_ID", slurm), min, step, count);
        }

        if (get("JOB_COMPLETION_INDEX") is { Length: > 0 } kubernetes)
            return Regular("JOB_COMPLETION_INDEX", Parse("JOB_COMPLETION_INDEX", kubernetes), 0, 1, Number("JOB_COMPLETIONS"));
        if (get("AWS_BATCH_JOB_ARRAY_INDEX") is { Length: > 0 } batch)
        {
            return Regular(
                "AWS_BATCH_JOB_ARRAY_INDEX", Parse("AWS_BATCH_JOB_ARRAY_INDEX", batch), 0, 1, Number("AWS_BATCH_JOB_ARRAY_SIZE"));
        }

        // Grid Engine sets it outside arrays too.
        if (get("SGE_TASK_ID") is { Length: > 0 } sge and not "undefined")
        {
            var (first, last, step) = (Number("SGE_TASK_FIRST"), Number("SGE_TASK_LAST"), Number("SGE_TASK_STEPSIZE"));
            return Regular("SGE_TASK_ID", Parse("SGE_TASK_ID", sge), first, step, step > 0 ? (last - first) / step + 1 : 0);
        }

        return null;

        long Number(string name) => Parse(name, get(name));
    }

    private static (Shard Shard, string Source) Regular(string name, long id, long first, long step, long count)
    {
        if (step < 1 || count < 1 || id < first || (id - first) % step != 0 || (id - first) / step >= count)
        {
            throw new RequestException(string.Create(CultureInfo.InvariantCulture,
                $"{name} is {id}, which is not one of the {count} tasks from {first} in steps of {step}. Start one unbroken array, or " +
                    $"name the shard."))
            { Settings = ["Shard"] };
        }

        var shard = string.Create(CultureInfo.InvariantCulture, $"{(id - first) / step + 1}/{count}");
        return (Shard.Parse(shard), $"{name}={id}");
    }

    private static long Parse(string name, string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new RequestException(
            $"the environment says that this is one task of several, but {name} is {(value is null ? "not set" : $"'{value}'")}. Set it, " +
                $"or name the shard as i/n, or none for all rows.")
        {
            Settings = ["Shard"],
        };
}
