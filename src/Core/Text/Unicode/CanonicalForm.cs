using System.Text;

namespace MlPipeline.Text.Unicode;

/// <summary>
/// Normalisation forms C and D of The Unicode Standard (Unicode Standard Annex #15), the same on every machine: the
/// platform's own take nothing apart and compose nothing where ICU is missing, and say nothing of it.
/// </summary>
/// <remarks>A lone surrogate is no character; it stays where it is, and nothing moves across it.</remarks>
public static class CanonicalForm
{
    // Below it nothing has a class, and everything that is composed stays so.
    private const char FirstMark = '\u0300';

    /// <summary>Gets form C: the same object where the text is in it.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Compose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsComposed(text))
            return text;

        var kept = new List<int>(text.Length);
        var (starter, lastClass) = (-1, 0);
        foreach (var codePoint in Decomposed(text))
        {
            var itsClass = UnicodeFacts.ClassOf(codePoint);
            var isBlocked = starter < 0 || (starter < kept.Count - 1 && lastClass >= itsClass);
            if (!isBlocked && Composition(kept[starter], codePoint) is { } composed)
            {
                kept[starter] = composed;
                continue;
            }

            if (itsClass == 0)
                starter = kept.Count;
            lastClass = itsClass;
            kept.Add(codePoint);
        }

        return Write(kept);
    }

    /// <summary>Gets form D: every mark comes after its letter.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public static string Decompose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Ascii.IsValid(text) ? text : Write(Decomposed(text));
    }

    private static bool IsComposed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstMark, char.MaxValue))
            return true;

        var lastClass = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var codePoint = CodePointAt(text, ref i);
            if (codePoint < FirstMark)
            {
                lastClass = 0;
                continue;
            }

            var itsClass = UnicodeFacts.ClassOf(codePoint);
            if (UnicodeFacts.MayChangeComposed(codePoint) || Hangul.IsTrailing(codePoint) || (itsClass != 0 && itsClass < lastClass))
                return false;
            lastClass = itsClass;
        }

        return true;
    }

    private static List<int> Decomposed(string text)
    {
        var codePoints = new List<int>(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
            Add(CodePointAt(text, ref i), codePoints);
        OrderMarks(codePoints);
        return codePoints;
    }

    private static void Add(int codePoint, List<int> codePoints)
    {
        if (Hangul.Decompose(codePoint, codePoints))
            return;
        if (UnicodeFacts.DecompositionOf(codePoint) is not { } parts)
        {
            codePoints.Add(codePoint);
            return;
        }

        foreach (var part in parts)
            Add(part, codePoints);
    }

    // Marks in a row go by their classes; those of one class keep their order.
    private static void OrderMarks(List<int> codePoints)
    {
        for (var i = 0; i < codePoints.Count; i++)
        {
            var start = i;
            var isOrdered = true;
            for (var last = 0; i < codePoints.Count && UnicodeFacts.ClassOf(codePoints[i]) is not 0 and var itsClass; i++)
            {
                isOrdered &= last <= itsClass;
                last = itsClass;
            }

            if (isOrdered)
                continue;
            var ordered = codePoints.GetRange(start, i - start).OrderBy(UnicodeFacts.ClassOf).ToList();
            for (var j = 0; j < ordered.Count; j++)
                codePoints[start + j] = ordered[j];
        }
    }

    private static int? Composition(int first, int second) => Hangul.Compose(first, second) ?? UnicodeFacts.CompositionOf(first, second);

    private static int CodePointAt(string text, ref int i) =>
        char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            ? char.ConvertToUtf32(text[i], text[++i])
            : text[i];

    private static string Write(List<int> codePoints)
    {
        var text = new StringBuilder(codePoints.Count);
        foreach (var codePoint in codePoints)
        {
            if (Rune.TryCreate(codePoint, out var rune))
                text.Append(rune);
            else
                text.Append((char)codePoint);
        }

        return text.ToString();
    }
}
