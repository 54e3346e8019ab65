using MlPipeline.Common;

namespace MlPipeline.Batch.Clusters;

/// <summary>One command line over one table as the three steps that many processes take: index, shards, merge.</summary>
/// <param name="Input">The table.</param>
/// <param name="Index">Words of the step that comes first, once.</param>
/// <param name="Shard">Words of a shard, which the engine ends with <c>--shard NUMBER/SHARDS</c>.</param>
/// <param name="Merge">Words of the step that comes last, once.</param>
internal sealed record ShardedCommand(string Input, IReadOnlyList<string> Index, IReadOnlyList<string> Shard, IReadOnlyList<string> Merge)
{
    /// <summary>Gets the files of the command line, which the file that runs it mustn't replace.</summary>
    public PathRoles Roles { get; init; } = new();
}
