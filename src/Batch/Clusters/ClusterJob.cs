using System.Runtime.CompilerServices;
using MlPipeline.Batch.Batches;

namespace MlPipeline.Batch.Clusters;

/// <summary>What an engine is asked to run, whichever engine it is.</summary>
internal sealed record ClusterJob
{
    /// <summary>The steps.</summary>
    public required ShardedCommand Command { get; init; }

    /// <summary>The words that start this program where the job runs.</summary>
    /// <exception cref="ArgumentException">No words, or an empty first one.</exception>
    public required IReadOnlyList<string> Executable
    {
        get;
        init => field = value is [{ Length: > 0 }, ..]
            ? value
            : throw new ArgumentException("Executable must name a program.", nameof(Executable));
    }

    /// <summary>The folder to which the command's file names are relative.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Number of shards. Default: 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1, or more than there may be.</exception>
    public int Shards
    {
        get;
        init => field = AtLeast(1, value) <= Shard.LargestCount
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Shards), value, $"Shards must be at most {Shard.LargestCount}.");
    } = 64;

    /// <summary>How often a step is run again that ends with exit code 75. Default: 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 1,000.</exception>
    public int Retries { get; init => field = InRange(0, 1_000, value); } = 5;

    /// <summary>Time limit of one step, in minutes. Default: the engine's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,000,000.</exception>
    public int? Time { get; init => field = value is { } minutes ? InRange(1, 1_000_000, minutes) : null; }

    /// <summary>Memory of one step, in mebibytes. Default: the engine's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 100,000,000.</exception>
    public int? Memory { get; init => field = value is { } mebibytes ? InRange(1, 100_000_000, mebibytes) : null; }

    /// <summary>Processors of one step. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 512.</exception>
    public int Cpus { get; init => field = InRange(1, 512, value); } = 1;

    /// <summary>Refuses a number that is too small or too large.</summary>
    public static int InRange(int least, int most, int value, [CallerMemberName] string name = "") => AtLeast(least, value, name) <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at most {most}.");

    /// <summary>Refuses a number that is too small.</summary>
    public static int AtLeast(int least, int value, [CallerMemberName] string name = "") =>
        value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least {least}.");
}
