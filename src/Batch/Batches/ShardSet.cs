using System.Globalization;
using System.Text.RegularExpressions;
using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>The finished shards of an output, all of them.</summary>
/// <param name="Output">Path of the output.</param>
/// <param name="Manifests">A manifest a shard, in their order.</param>
internal sealed partial record ShardSet(string Output, IReadOnlyList<ShardManifest> Manifests)
{
    private const int MostNamed = 10;

    /// <summary>Gets the files of the shards' results, in order.</summary>
    public IEnumerable<string> Outputs => Files(Output);

    /// <summary>Gets the shards' parts of a file, in order.</summary>
    public IEnumerable<string> Files(string path) =>
        Enumerable.Range(1, Manifests.Count).Select(number => new Shard(number, Manifests.Count).FileOf(path));

    /// <summary>Checks that every shard's part of a file is there.</summary>
    /// <exception cref="DataFileException">Some are not.</exception>
    public void Require(string path)
    {
        var all = Enumerable.Range(1, Manifests.Count).Select(number => new Shard(number, Manifests.Count));
        if (all.Where(shard => !File.Exists(shard.FileOf(path))).ToList() is { Count: > 0 } missing)
            throw Missing(path, missing);
    }

    /// <summary>Lists the shards of an output that are not finished.</summary>
    /// <param name="output">Path of the output.</param>
    /// <param name="count">How many shards there are.</param>
    /// <exception cref="DataFileException">There are none at all, or some of several numbers of shards.</exception>
    public static IReadOnlyList<Shard> FindMissing(string output, out int count)
    {
        var folder = Path.GetDirectoryName(output) is { Length: > 0 } parent ? parent : ".";
        var name = Path.GetFileName(output);
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)) : [];
        var counts = files.Where(file => file.StartsWith(name, StringComparison.Ordinal))
            .Select(file => Suffix().Match(file[name.Length..]))
            .Where(match => match.Success).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct()
                .Order().ToList();
        count = counts switch
        {
            [var only] => only,
            [] => throw new DataFileException(
                output, null, "there are no shards of it. Run the command for each shard with the same output first.")
            {
                Settings = ["Shard"],
            },
            _ => throw new DataFileException(
                output, null, $"there are shards of {string.Join(" and of ", counts)} parts. Delete those that are not meant."),
        };

        var all = count;
        return [.. Enumerable.Range(1, all).Select(number => new Shard(number, all))
            .Where(shard => !File.Exists(ShardManifest.PathOf(shard.FileOf(output))) || !File.Exists(shard.FileOf(output)))];
    }

    /// <summary>Puts missing shards into words.</summary>
    public static DataFileException Missing(string output, IReadOnlyList<Shard> missing)
    {
        var named = string.Join(", ", missing.Take(MostNamed).Select(shard => shard.ToString())) + (missing.Count > MostNamed ? ", …" : "");
        return new DataFileException(output, null, string.Create(CultureInfo.InvariantCulture,
            $"{missing.Count} of {missing[0].Count} shards are missing or not finished: {named}. Run or resume these shards, then merge " +
                $"again."))
        { Settings = ["Shard", "Resume"] };
    }

    /// <summary>Reads the manifests and checks that they belong together.</summary>
    /// <param name="output">Path of the output.</param>
    /// <param name="count">How many shards there are.</param>
    /// <exception cref="DataFileException">They don't.</exception>
    public static ShardSet Read(string output, int count)
    {
        var manifests = new List<ShardManifest>();
        for (var number = 1; number <= count; number++)
        {
            var shard = new Shard(number, count);
            var path = ShardManifest.PathOf(shard.FileOf(output));
            var manifest = ShardManifest.Find(path) ?? throw Missing(output, [shard]);
            var differences = manifests.Count == 0 ? [] : Identity.Differences(manifests[0].Identity, manifest.Identity).Take(3).ToList();
            if (differences.Count > 0)
            {
                throw new DataFileException(
                    path, null, $"this shard is of another run than the first: {string.Join("; ", differences)}. Run it again.");
            }

            var expected = shard.RowsOf(manifest.InputRows!.Value);
            if (manifest.Shard != shard.ToString() || (manifest.FirstRow, manifest.EndRow) != expected)
                throw new DataFileException(path, null, $"this is the manifest of shard {manifest.Shard}, not of {shard}. Run it again.");
            if (manifest.Output.HeaderBytes != (manifests.FirstOrDefault() ?? manifest).Output.HeaderBytes)
            {
                throw new DataFileException(
                    path, null, "the manifest is damaged: all shards begin with the same header. Run the shard again.");
            }

            manifests.Add(manifest);
        }

        return new ShardSet(output, manifests);
    }

    [GeneratedRegex(@"\A\.shard-[1-9][0-9]{0,6}-of-([1-9][0-9]{0,6})(\.manifest\.json|\.part|\.journal)?\z")]
    private static partial Regex Suffix();
}
