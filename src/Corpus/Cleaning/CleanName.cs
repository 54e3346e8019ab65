namespace MlPipeline.Corpus.Cleaning;

/// <summary>A row of the output.</summary>
/// <param name="Name">The normalised name.</param>
/// <param name="Gender">Its gender; null where the input has none.</param>
internal sealed record CleanName(string Name, string? Gender)
{
    /// <summary>By code point, then by gender; rows without one come first.</summary>
    public static Comparer<CleanName> Order { get; } = Comparer<CleanName>.Create((x, y) =>
        CompareCodePoints(x.Name, y.Name) is var order and not 0 ? order : CompareCodePoints(x.Gender ?? "", y.Gender ?? ""));

    // UTF-16 puts the halves of pairs, which stand for the highest code points, below U+E000.
    private static int CompareCodePoints(string x, string y)
    {
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (x[i] != y[i])
                return char.IsSurrogate(x[i]) == char.IsSurrogate(y[i]) ? x[i].CompareTo(y[i]) : char.IsSurrogate(x[i]) ? 1 : -1;
        }

        return x.Length.CompareTo(y.Length);
    }
}
