using System.Globalization;
using System.Text;

namespace MlPipeline.Generation;

/// <summary>The sets that regular expressions name: <c>\d \w \s</c>, their complements, and <c>\p{Lu}</c> by Unicode category.</summary>
internal static class CharacterCategory
{
    // Two letters a category, in the order of UnicodeCategory.
    private const string Abbreviations = "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn";

    /// <summary>Reads what follows the backslash, if it names a set.</summary>
    /// <param name="reader">follows the backslash.</param>
    /// <returns>The condition for members; null where something else follows, which is left to read.</returns>
    /// <exception cref="ArgumentException">A category that Unicode doesn't have.</exception>
    public static Func<Rune, bool>? TryRead(SyntaxReader reader)
    {
        if (reader.Take("d"))
            return Rune.IsDigit;
        if (reader.Take("D"))
            return rune => !Rune.IsDigit(rune);
        if (reader.Take("w"))
            return IsWord;
        if (reader.Take("W"))
            return rune => !IsWord(rune);
        if (reader.Take("s"))
            return Rune.IsWhiteSpace;
        if (reader.Take("S"))
            return rune => !Rune.IsWhiteSpace(rune);
        if (reader.Take("p"))
            return ReadCategory(reader);
        if (reader.Take("P"))
            return ReadCategory(reader) is var isMember ? rune => !isMember(rune) : null;

        return null;
    }

    private static Func<Rune, bool> ReadCategory(SyntaxReader reader)
    {
        var start = reader.Position - 2;
        if (reader.Take("{"))
        {
            var nameStart = reader.Position;
            while (!reader.AtEnd && !reader.IsNext("}"))
                reader.Take();

            var name = reader.Since(nameStart);
            if (reader.Take("}") && IsCategory(name))
                return rune => Abbreviation(rune).StartsWith(name, StringComparison.Ordinal);
        }

        throw reader.Error(start, $"an unknown set '{reader.Since(start)}'",
            @"\p takes a general category of Unicode in braces, such as \p{L}, \p{Lu} or \p{Pd}.");
    }

    private static bool IsCategory(string name) => name.Length is 1 or 2 &&
        Enum.GetValues<UnicodeCategory>().Any(category => AbbreviationOf(category).StartsWith(name, StringComparison.Ordinal));

    private static string Abbreviation(Rune rune) => AbbreviationOf(Rune.GetUnicodeCategory(rune));

    private static string AbbreviationOf(UnicodeCategory category) => Abbreviations.Substring((int)category * 2, 2);

    // As .NET's \w: letters, marks that don't stand alone, decimal digits and connectors.
    private static bool IsWord(Rune rune) => Abbreviation(rune) is ['L', _] or "Mn" or "Mc" or "Nd" or "Pc";
}
