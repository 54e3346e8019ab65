using MlPipeline.Batch.Clusters;

namespace MlPipeline.Scoring.Tests.Clusters;

/// <summary>Jobs for tests.</summary>
internal static class Jobs
{
    /// <summary>Words that a shell or a cluster would read as something else.</summary>
    public static readonly string[] Awkward = ["", "a b", "it's", "\"", "$HOME", "$$", "$(id)", "$(JOB_COMPLETIONS)", "$$(HOME)", "`id`",
        "\\", "\\n", "line\nbreak\n", "~", "*", "{1,2}", "!x", "ąčęėįšųūž", "#$ -t 9", "-x", "{}", "a=b", "%j"];

    public static ClusterJob Three(FakeCluster cluster) => new()
    {
        Command = new(
            "in.csv", ["index", "in.csv"], ["score", "in.csv", "--output", "out.csv", "--resume"], ["merge", "--output", "out.csv"]),
        Executable = [cluster.Program],
        WorkingDirectory = cluster.WorkingDirectory,
        Shards = 3,
        Retries = 2,
    };

    /// <summary>The same with all awkward words in the command line of a shard.</summary>
    public static ClusterJob WithAwkwardWords(ClusterJob job) => job with { Command = job.Command with { Shard = ["score", .. Awkward] } };
}
