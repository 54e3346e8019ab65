using System.Numerics;

namespace MlPipeline.Evaluation.Names;

/// <summary>
/// A row of the table of edit distances, those of a prefix to every prefix of a text: neighbours differ by −1, 0 or 1, so that two bits
/// each hold it, and the next row takes a dozen operations (Myers, "A fast bit-vector algorithm for approximate string matching", 1999, as
/// put by Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003).
/// </summary>
/// <param name="Up">Bit i: the distance to i + 1 characters of the text is one more than that to i.</param>
/// <param name="Down">Bit i: it is one less.</param>
/// <param name="Last">The distance to the whole text.</param>
internal readonly record struct DistanceRow(ulong Up, ulong Down, int Last)
{
    /// <summary>Characters of the longest text that can be held.</summary>
    public const int LongestText = 64;

    /// <summary>Gets the row of the empty prefix.</summary>
    /// <param name="length">Characters of the text, from 1 to <see cref="LongestText"/>.</param>
    public static DistanceRow First(int length) => new(ulong.MaxValue, 0, length);

    /// <summary>Computes the row of a prefix with one letter more.</summary>
    /// <param name="places">Where the letter is in the text: bit i for position i.</param>
    /// <param name="length">Characters of the text.</param>
    public DistanceRow Next(ulong places, int length)
    {
        var match = places | Down;
        var diagonal = unchecked(((match & Up) + Up) ^ Up) | match;
        var (more, less) = (Down | ~(diagonal | Up), Up & diagonal);
        var last = Last + (int)((more >> (length - 1)) & 1) - (int)((less >> (length - 1)) & 1);
        (more, less) = ((more << 1) | 1, less << 1);
        return new DistanceRow(less | ~(diagonal | more), more & diagonal, last);
    }

    /// <summary>Computes a bound that no distance of the row is below, and no distance of a longer prefix to the whole text.</summary>
    /// <param name="depth">Characters of the prefix.</param>
    /// <param name="length">Characters of the text.</param>
    public int Least(int depth, int length)
    {
        var inText = ulong.MaxValue >> (LongestText - length);
        return Math.Max(depth - BitOperations.PopCount(Down & inText), Last - BitOperations.PopCount(Up & inText));
    }
}
