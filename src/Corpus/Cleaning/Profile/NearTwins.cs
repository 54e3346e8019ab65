using System.Globalization;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>Where two names differ.</summary>
internal enum TwinKind
{
    /// <summary>By a mark alone, as z and ž: one of them may be misspelt.</summary>
    Mark,

    /// <summary>By one letter written twice.</summary>
    DoubledLetter,

    /// <summary>By the last letter, as Lithuanian names of both genders do.</summary>
    Ending,

    /// <summary>Anywhere else.</summary>
    Elsewhere,
}

/// <summary>Two names that one insertion, deletion or replacement of a character turns into each other.</summary>
/// <param name="First">The shorter, or the first in order.</param>
/// <param name="Second">The other.</param>
/// <param name="Kind">Where they differ.</param>
internal sealed record TwinPair(string First, string Second, TwinKind Kind);

/// <summary>Finds names at edit distance 1, in time proportional to the characters of all names and the pairs found.</summary>
internal static class NearTwins
{
    /// <summary>Finds pairs.</summary>
    /// <param name="names">Different names, in the same case.</param>
    /// <returns>Each pair once, as found: take as many as wanted.</returns>
    public static IEnumerable<TwinPair> Find(IReadOnlyList<string> names) => Inserted(names).Concat(Replaced(names));

    // A name without one of its characters is another name.
    private static IEnumerable<TwinPair> Inserted(IReadOnlyList<string> names)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            for (var i = 0; i < name.Length; i++)
            {
                // Of a letter written twice it makes no difference which one goes.
                var isFollowedByItself = i + 1 < name.Length && name[i] == name[i + 1];
                if (isFollowedByItself || !known.Contains(name.Remove(i, 1)))
                    continue;

                var isDoubled = i > 0 && name[i] == name[i - 1];
                var kind = isDoubled ? TwinKind.DoubledLetter : i == name.Length - 1 ? TwinKind.Ending : TwinKind.Elsewhere;
                yield return new TwinPair(name.Remove(i, 1), name, kind);
            }
        }
    }

    // Names that are the same without the character at one position.
    private static IEnumerable<TwinPair> Replaced(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Select(name => name.Length).DefaultIfEmpty().Max(); i++)
        {
            var position = i;
            foreach (var alike in names.Where(name => name.Length > position)
                .GroupBy(name => name.Remove(position, 1), StringComparer.Ordinal))
            {
                var group = alike.ToList();
                for (var j = 0; j < group.Count; j++)
                {
                    for (var k = j + 1; k < group.Count; k++)
                        yield return new TwinPair(group[j], group[k], KindOf(group[j], group[k], position));
                }
            }
        }
    }

    private static TwinKind KindOf(string x, string y, int position) =>
        Plain(x[position]) == Plain(y[position]) ? TwinKind.Mark : position == x.Length - 1 ? TwinKind.Ending : TwinKind.Elsewhere;

    private static char Plain(char letter) =>
        char.IsSurrogate(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.OtherNotAssigned
            ? letter
            : CanonicalForm.Decompose(letter.ToString())[0];
}
