using System.Globalization;
using System.Text.RegularExpressions;
using MlPipeline.Common;
using MlPipeline.Text;

namespace MlPipeline.Batch.Batches;

/// <summary>One of several equal parts of a table's rows.</summary>
/// <param name="Number">From 1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many parts there are.</param>
internal sealed partial record Shard(int Number, int Count)
{
    /// <summary>The most parts there may be.</summary>
    public const int LargestCount = 1_000_000;

    /// <summary>Reads <c>i/n</c>.</summary>
    /// <exception cref="RequestException">That is no shard.</exception>
    public static Shard Parse(string text) =>
        Syntax().Match(text) is { Success: true } match
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && number >= 1 && number <= count && count <= LargestCount
            ? new Shard(number, count)
            : throw new RequestException(
                $"a shard is i/n with i from 1 to n and n up to 1,000,000, such as 1/4, and not {MessageText.Quote(text)}.")
            {
                Settings = ["Shard"],
            };

    /// <summary>Gets the shard's rows: those of all shards together are all rows, in order.</summary>
    /// <param name="rows">Number of all rows.</param>
    public (long First, long End) RowsOf(long rows) => ((long)((Int128)rows * (Number - 1) / Count), (long)((Int128)rows * Number / Count));

    /// <summary>Gets the name of the shard's part of a file.</summary>
    public string FileOf(string path) => $"{path}.shard-{Number}-of-{Count}";

    /// <inheritdoc/>
    public override string ToString() => $"{Number}/{Count}";

    [GeneratedRegex(@"\A([0-9]+)/([0-9]+)\z")]
    private static partial Regex Syntax();
}
