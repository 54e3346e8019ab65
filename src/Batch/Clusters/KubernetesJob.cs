using System.Globalization;
using System.Text.RegularExpressions;
using MlPipeline.Common;

namespace MlPipeline.Batch.Clusters;

/// <summary>
/// Three jobs of Kubernetes: one for the index, one for shards that wait for the index, one for a merge that waits for the shards.
/// </summary>
/// <remarks>
/// Jobs can't wait for each other, so that waiting is done inside: shards wait in an init container, the merge by its
/// <c>--wait</c>. A shard whose wait is over ends with exit code 75 and frees its place, which the index job may need.
/// </remarks>
internal sealed partial record KubernetesJob
{
    private const int IndexWaitSeconds = 600;
    private const int MergeWaitSeconds = 86_400;
    private const string AlmostNoCpu = "100m";

    // Pods are called NAME-shard-INDEX-RANDOM, and the name of a host has at most 63 characters.
    private const int LongestName = 40;

    /// <summary>The job. Its folder is where the volume is mounted.</summary>
    /// <exception cref="ArgumentException">The folder is not an absolute path, or holds a colon.</exception>
    public required ClusterJob Job
    {
        get;
        init => field = value.WorkingDirectory.StartsWith('/') && !value.WorkingDirectory.Contains(':')
            ? value
            : throw new RequestException(
                $"the path must begin with a slash and contain no colon, such as /data, and not '{value.WorkingDirectory}'.")
            {
                Settings = ["MountPath"],
            };
    }

    /// <summary>The image that holds the program and <c>/bin/sh</c>.</summary>
    /// <exception cref="ArgumentException">Empty.</exception>
    public required string Image
    {
        get;
        init => field = value.Length > 0 ? value : throw new ArgumentException("Image must name an image.", nameof(Image));
    }

    /// <summary>The claim of the volume that holds input and output.</summary>
    /// <exception cref="ArgumentException">Empty.</exception>
    public required string VolumeClaim
    {
        get;
        init => field = value.Length > 0 ? value : throw new ArgumentException("VolumeClaim must name a claim.", nameof(VolumeClaim));
    }

    /// <summary>Prefix of the jobs' names.</summary>
    /// <exception cref="ArgumentException">Not a DNS label of at most 40 characters.</exception>
    public required string Name
    {
        get;
        init => field = value.Length <= LongestName && DnsLabel().IsMatch(value)
            ? value
            : throw new ArgumentException(
                $"Name must consist of lower-case letters and digits separated by dashes, at most {LongestName} characters.", nameof(Name));
    }

    /// <summary>Shards at a time; null for all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? Parallelism { get; init => field = value is { } pods ? ClusterJob.InRange(1, Batches.Shard.LargestCount, pods) : null; }

    private KubernetesManifest Manifest => new(Image, VolumeClaim, Job.WorkingDirectory, Job.Shards);

    /// <summary>Writes the three manifests as one YAML file.</summary>
    public string Write() => $"""
        # {Job.Shards} shards on Kubernetes 1.29 or newer. Run with: kubectl apply -f FILE
        # Where something failed: kubectl delete -f FILE, fix it, apply again: shards that are done are kept.
        # Pods on several nodes need a volume that is ReadWriteMany.
        {Index()}
        ---
        {Shards()}
        ---
        {Merge()}

        """;

    private string Index() => Manifest.Job(
        $"{Name}-index", $"backoffLimit: {Job.Retries}", Job.Time * 60L, null,
        Manifest.Container("index", """exec "$@" """, [.. Job.Executable, .. Job.Command.Index], Job.Cpus.ToString(CultureInfo.InvariantCulture), Job.Memory));

    private string Shards() => Manifest.Job(
        $"{Name}-shard",
        $"""
        completionMode: Indexed
        completions: {Job.Shards}
        parallelism: {Math.Min(Parallelism ?? Job.Shards, Job.Shards)}
        backoffLimitPerIndex: {Job.Retries}
        """,
        IndexWaitSeconds + Job.Time * 60L,
        // An index that is older than the table is of another one.
        Manifest.Container(
            "wait",
            $$"""
            seconds=0
            until [ -e "$1.index" ] && ! [ "$1" -nt "$1.index" ]; do
              [ -e "$1" ] || { echo "$1: there is no such file in $PWD" >&2; exit 2; }
              [ "$seconds" -lt {{IndexWaitSeconds}} ] || { echo "$1.index: not there after {{IndexWaitSeconds}} seconds" >&2; exit 75; }
              sleep 5
              seconds=$((seconds + 5))
            done
            """,
            [Job.Command.Input], AlmostNoCpu, null),
        Manifest.Container(
            "shard", $"""exec "$@" --shard "$((JOB_COMPLETION_INDEX + 1))/{Job.Shards}" """,
            [.. Job.Executable, .. Job.Command.Shard], Job.Cpus.ToString(CultureInfo.InvariantCulture), Job.Memory));

    private string Merge() => Manifest.Job(
        $"{Name}-merge", $"backoffLimit: {Job.Retries}", null, null,
        Manifest.Container("merge", $"""exec "$@" --wait {MergeWaitSeconds}""", [.. Job.Executable, .. Job.Command.Merge], AlmostNoCpu, Job.Memory));

    [GeneratedRegex(@"\A[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex DnsLabel();
}
