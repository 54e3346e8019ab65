namespace MlPipeline.Evaluation.Names;

/// <summary>
/// Least number of insertions, deletions and substitutions of code points that make one text another (Levenshtein, "Binary codes
/// capable of correcting deletions, insertions and reversals", 1966), by the table of Wagner and Fischer, 1974.
/// </summary>
internal static class EditDistance
{
    private const int LongestOnStack = 64;

    /// <summary>Computes the distance in O(|a| |b|).</summary>
    /// <returns>In [0, length of the longer text]; 0 only for equal texts.</returns>
    public static int Of(string a, string b)
    {
        (a, b) = (CodePoints.Narrow(a), CodePoints.Narrow(b));
        var row = b.Length < LongestOnStack ? stackalloc int[LongestOnStack] : new int[b.Length + 1];
        row = row[..(b.Length + 1)];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        foreach (var letter in a)
            Advance(letter, b, row);
        return row[^1];
    }

    // From the distances of a prefix of one text to every prefix of the other, to those of the prefix with one more letter.
    private static void Advance(char letter, string other, Span<int> row)
    {
        var (diagonal, left) = (row[0], row[0] + 1);
        row[0] = left;
        for (var j = 0; j < other.Length; j++)
        {
            var up = row[j + 1];
            left = letter == other[j] ? diagonal : 1 + Math.Min(diagonal, Math.Min(up, left));
            (diagonal, row[j + 1]) = (up, left);
        }
    }
}
