using System.CommandLine;
using MlPipeline.Scoring.Clusters;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>emit</c>: the file that makes a cluster run a command line over a large table, in shards.</summary>
internal static class EmitVerb
{
    /// <summary>Makes the command.</summary>
    /// <param name="root">The command with all verbs, which checks the command line that the file runs.</param>
    public static Command Create(Command root) =>
        new("emit", "Write the file that makes a cluster run 'complete' or 'score' in shards: index, shards with retries, merge.")
        {
            CreateSlurm(root), CreateGridEngine(root), CreateParallel(root),
        };

    private static Command CreateSlurm(Command root)
    {
        var partition = new Option<string?>("--partition") { Description = "Partition to run in. [default: Slurm's]", HelpName = "name" };
        return new ClusterArguments(root).Create(
            "slurm", "Write a bash script that submits itself to Slurm.", [partition], Executable.OfThisProcess, Executable.OfThisProcessText,
            (parsed, job) => new SlurmJob(job, parsed.GetValue(partition)).Write());
    }

    private static Command CreateGridEngine(Command root)
    {
        var environment = new Option<string?>("--parallel-environment") { Description = "Parallel environment, which --cpus needs. [default: none]", HelpName = "name" };
        return new ClusterArguments(root).Create(
            "sge", "Write a bash script that submits itself to Grid Engine.", [environment], Executable.OfThisProcess, Executable.OfThisProcessText,
            (parsed, job) => new GridEngineJob(job, parsed.GetValue(environment)).Write());
    }

    private static Command CreateParallel(Command root)
    {
        var jobs = new Option<int?>("--jobs") { Description = "Shards at a time. [default: as many as there are processors for]", HelpName = "n" };
        return new ClusterArguments(root).Create(
            "parallel", "Write a bash script that runs the shards on this machine with GNU parallel.", [jobs], Executable.OfThisProcess, Executable.OfThisProcessText,
            (parsed, job) => new ParallelJob(job, parsed.GetValue(jobs)).Write());
    }
}
