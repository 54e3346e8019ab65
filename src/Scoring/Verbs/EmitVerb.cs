using System.CommandLine;
using MlPipeline.Batch.Clusters;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>emit</c>: the file that makes a cluster run a command line over a large table, in shards.</summary>
internal static class EmitVerb
{
    /// <summary>Makes the command.</summary>
    /// <param name="root">The command with all verbs, which checks the command line that the file runs.</param>
    public static Command Create(RootCommand root) =>
        new("emit", "Write the file that makes a cluster run 'complete' or 'score' in shards: index, shards with retries, merge.")
        {
            CreateSlurm(root), CreateKubernetes(root), CreateGridEngine(root), CreateParallel(root),
        };

    private static Command CreateSlurm(RootCommand root)
    {
        var partition = new Option<string?>("--partition") { Description = "Partition to run in. [default: Slurm's]", HelpName = "name" };
        return new ClusterArguments(root).Create(
            "slurm", "Write a bash script that submits itself to Slurm.", [partition], Executable.OfThisProcess,
            Executable.OfThisProcessText,
            (parsed, job) => new SlurmJob(job, parsed.GetValue(partition)).Write());
    }

    private static Command CreateKubernetes(RootCommand root)
    {
        var image = new Option<string>("--image")
        {
            Description = "Image that holds the program and /bin/sh.",
            HelpName = "image",
            Required = true,
        };
        var claim = new Option<string>("--volume-claim")
        {
            Description = "Claim of the volume that holds input and output.",
            HelpName = "name",
            Required = true,
        };
        var mount = new Option<string>("--mount-path")
        {
            Description = "Mount path of the volume; file names in the command are relative to it.",
            HelpName = "path",
            DefaultValueFactory = _ => "/data",
        };
        var name = new Option<string>("--name")
        {
            Description = "Prefix of the jobs' names.",
            HelpName = "name",
            DefaultValueFactory = _ => "mlpipeline",
        };
        var parallelism = new Option<int?>("--parallelism")
        {
            Description = "Shards at a time, up to 1,000,000. [default: all]",
            HelpName = "n",
        };
        return new ClusterArguments(root).Create(
            "k8s", "Write a YAML file of three Kubernetes jobs.", [image, claim, mount, name, parallelism], () =>
                ShellText.Split(Executable.InImage), Executable.InImage,
            (parsed, job) => new KubernetesJob
            {
                Job = job with { WorkingDirectory = parsed.GetRequiredValue(mount) },
                Image = parsed.GetRequiredValue(image),
                VolumeClaim = parsed.GetRequiredValue(claim),
                Name = parsed.GetRequiredValue(name),
                Parallelism = parsed.GetValue(parallelism),
            }.Write());
    }

    private static Command CreateGridEngine(RootCommand root)
    {
        var environment = new Option<string?>("--parallel-environment")
        {
            Description = "Parallel environment, which --cpus needs. [default: none]",
            HelpName = "name",
        };
        return new ClusterArguments(root).Create(
            "sge", "Write a bash script that submits itself to Grid Engine.", [environment], Executable.OfThisProcess,
            Executable.OfThisProcessText,
            (parsed, job) => new GridEngineJob(job, parsed.GetValue(environment)).Write());
    }

    private static Command CreateParallel(RootCommand root)
    {
        var jobs = new Option<int?>("--jobs")
        {
            Description = "Shards at a time, up to 10,000. [default: as many as there are processors for]",
            HelpName = "n",
        };
        return new ClusterArguments(root).Create(
            "parallel", "Write a bash script that runs the shards on this machine with GNU parallel.", [jobs], Executable.OfThisProcess,
            Executable.OfThisProcessText,
            (parsed, job) => new ParallelJob(job, parsed.GetValue(jobs)).Write());
    }
}
