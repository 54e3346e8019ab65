using MlPipeline.Batch.Batches;
using MlPipeline.Batch.Outputs;
using MlPipeline.Batch.Tables;
using MlPipeline.Common;
using MlPipeline.Files;

namespace MlPipeline.Scoring.Verbs;

/// <summary>
/// Lists the files of the verbs that go through a table: what grows beside the output until it is whole, and what shards leave.
/// </summary>
internal static class BatchPaths
{
    private const string Output = "--output", Errors = "--errors";

    /// <summary>Lists those of a run.</summary>
    /// <param name="roles">Where they are listed.</param>
    /// <param name="input">The table, or a dash.</param>
    /// <param name="output">The results, or a dash.</param>
    /// <param name="errors">The bad rows; null for none.</param>
    /// <param name="shard">Which part of the rows; null for all.</param>
    public static PathRoles OfRun(this PathRoles roles, string input, string output, string? errors, Shard? shard)
    {
        roles.Read("INPUT.csv", input);
        if (input != BatchRequest.Standard)
            roles.Read("the index of INPUT.csv", input + RowIndexFile.Suffix);
        foreach (var (option, path) in Named(output, errors))
        {
            roles.Write(option, path);
            if (WholeFile.IsDevice(path))
                continue;

            var file = shard?.FileOf(path) ?? WholeFile.GoalOf(path);
            if (shard is not null)
                roles.WriteBeside("the shard", option, file);
            roles.WriteBeside("the part file", option, OutputFile.PartOf(file));
            if (option == Output)
                OfOutput(roles, file, isShard: shard is not null);
        }

        return roles;
    }

    /// <summary>Lists what a merge writes.</summary>
    /// <param name="roles">Where they are listed.</param>
    /// <param name="output">The results.</param>
    /// <param name="errors">The bad rows; null for none.</param>
    public static PathRoles OfMerge(this PathRoles roles, string output, string? errors)
    {
        foreach (var (option, path) in Named(output, errors))
        {
            roles.Write(option, path);
            if (!WholeFile.IsDevice(path))
                roles.WriteBeside("the merge file", option, ShardMerge.TemporaryOf(WholeFile.GoalOf(path)));
        }

        return roles.WriteBeside("the part file", Output, OutputFile.PartOf(output));
    }

    /// <summary>Lists what a merge reads.</summary>
    /// <param name="roles">Where they are listed.</param>
    /// <param name="output">The results.</param>
    /// <param name="errors">The bad rows; null for none.</param>
    /// <param name="count">How many shards there are.</param>
    public static PathRoles OfShards(this PathRoles roles, string output, string? errors, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var shard = new Shard(number, count);
            roles.Read($"shard {shard} of {Output}", shard.FileOf(output));
            roles.Read($"the manifest of shard {shard}", ShardManifest.PathOf(shard.FileOf(output)));
            if (errors is not null)
                roles.Read($"shard {shard} of {Errors}", shard.FileOf(errors));
        }

        return roles;
    }

    private static void OfOutput(PathRoles roles, string file, bool isShard)
    {
        roles.WriteBeside("the journal", Output, Journal.PathOf(file));
        roles.WriteBeside("the Parquet file in progress", Output, file + ParquetTable.Suffix);
        if (!isShard)
            return;

        roles.WriteBeside("the manifest", Output, ShardManifest.PathOf(file));
        roles.WriteBeside("the part file of the manifest", Output, OutputFile.PartOf(ShardManifest.PathOf(file)));
    }

    private static IEnumerable<(string Option, string Path)> Named(string output, string? errors)
    {
        if (output != BatchRequest.Standard && !string.IsNullOrWhiteSpace(output))
            yield return (Output, output);
        if (!string.IsNullOrWhiteSpace(errors) && errors != BatchRequest.Standard)
            yield return (Errors, errors);
    }
}
