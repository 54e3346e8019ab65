namespace MlPipeline.Scoring.Evaluation.Statistics;

/// <summary>
/// Least number of insertions, deletions and substitutions of UTF-16 characters that make one text another (Levenshtein, "Binary codes
/// capable of correcting deletions, insertions and reversals", 1966), by the table of Wagner and Fischer, 1974.
/// </summary>
internal static class EditDistance
{
    private const int LongestOnStack = 256;

    /// <summary>Computes the distance in O(|a| |b|).</summary>
    /// <returns>In [0, length of the longer text]; 0 only for equal texts.</returns>
    public static int Of(string a, string b)
    {
        var row = b.Length < LongestOnStack ? stackalloc int[LongestOnStack] : new int[b.Length + 1];
        row = row[..(b.Length + 1)];
        FillFirst(row);
        foreach (var letter in a)
            Advance(letter, b, row, row);
        return row[^1];
    }

    /// <summary>Fills the row of the table that belongs to the empty text.</summary>
    public static void FillFirst(Span<int> row)
    {
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
    }

    /// <summary>Computes the next row: the distances of a text that has grown by one letter to every prefix of another.</summary>
    /// <param name="letter">What it has grown by.</param>
    /// <param name="other">The other text.</param>
    /// <param name="above">Distances before, [other.Length + 1].</param>
    /// <param name="row">Takes those after, [other.Length + 1]; may be <paramref name="above"/> itself.</param>
    public static void Advance(char letter, ReadOnlySpan<char> other, ReadOnlySpan<int> above, Span<int> row)
    {
        var (diagonal, left) = (above[0], above[0] + 1);
        row[0] = left;
        for (var j = 0; j < other.Length; j++)
        {
            var up = above[j + 1];
            left = letter == other[j] ? diagonal : 1 + Math.Min(diagonal, Math.Min(up, left));
            (diagonal, row[j + 1]) = (up, left);
        }
    }
}
