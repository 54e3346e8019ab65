using System.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Generation;

/// <summary>Reads one character or a set in brackets, of regular expressions and of patterns.</summary>
/// <param name="reader">Where to read.</param>
/// <param name="negation">What negates a set: ^ or !.</param>
/// <param name="otherNegation">What negates one in the other language: refused, as it would be misread in silence.</param>
/// <param name="hasCategories">Whether <c>\d</c> and the like are sets.</param>
internal sealed class SetReader(SyntaxReader reader, string negation, string? otherNegation, bool hasCategories)
{
    /// <summary>Reads a set.</summary>
    /// <param name="start">Position of its bracket, which is read.</param>
    public Expression ReadSet(int start)
    {
        if (otherNegation is not null && reader.IsNext(otherNegation))
        {
            throw reader.Error(reader.Position, $"a '{otherNegation}' in front of a set",
                $@"write [{negation}…] for all characters but these, or \{otherNegation} for the character.");
        }

        var isNegated = reader.Take(negation);
        var members = new List<Func<Rune, bool>>();
        while (!reader.Take("]"))
        {
            if (reader.AtEnd)
                throw reader.Error(start, "an open set", @"close it with ], or write \[ for the character.");
            members.Add(ReadMember(isFirst: members.Count == 0));
        }

        return members.Count > 0
            ? new Expression.Character(reader.Alphabet.Where(rune => members.Exists(isMember => isMember(rune)) != isNegated))
            : throw reader.Error(start, "an empty set", @"name the characters between [ and ], and write \] for a bracket among them.");
    }

    /// <summary>Reads one character or, where categories are known, the set it names.</summary>
    /// <param name="start">Position of its backslash, which is read.</param>
    /// <param name="character">The character; null for a set.</param>
    /// <returns>The condition for members.</returns>
    public Func<Rune, bool> ReadEscaped(int start, out Rune? character)
    {
        character = null;
        if (reader.AtEnd)
            throw reader.Error(start, "a lone backslash", @"write the character it escapes after it, or \\ for a backslash.");
        if (hasCategories && CharacterCategory.TryRead(reader) is { } isMember)
            return isMember;

        var literal = reader.Take();
        if (hasCategories && Rune.IsLetterOrDigit(literal))
        {
            var (found, advice) = Refuse(literal);
            throw reader.Error(start, found, advice);
        }

        character = literal;
        return rune => rune == literal;
    }

    private Func<Rune, bool> ReadMember(bool isFirst)
    {
        var start = reader.Position;
        if (reader.IsNext("["))
        {
            throw reader.Error(start, "a '[' within a set",
                @"write \[ for the character; sets within sets and [:names:] are not supported.");
        }

        if (reader.IsNext("-") && !isFirst && !reader.IsNext("-]"))
            throw reader.Error(start, "a '-' that joins no two characters", @"put it first or last in the set, or write \-.");

        var isMember = ReadOne(out var first);
        if (!reader.IsNext("-") || reader.IsNext("-]"))
            return isMember;

        reader.Take("-");
        if (reader.AtEnd || reader.IsNext("["))
            return isMember; // the loop words what is wrong
        ReadOne(out var last);
        return first is { } from && last is { } to && from <= to
            ? rune => rune >= from && rune <= to
            : throw reader.Error(start, $"the range '{reader.Since(start)}'",
                @"a range goes from one character up to another; write \- for a hyphen.");
    }

    private Func<Rune, bool> ReadOne(out Rune? character)
    {
        var start = reader.Position;
        if (reader.Take(@"\"))
            return ReadEscaped(start, out character);

        var literal = reader.Take();
        character = literal;
        return rune => rune == literal;
    }

    private static (string Found, string Advice) Refuse(Rune escaped) => SimpleCase.Upper(escaped).Value switch
    {
        >= '0' and <= '9' or 'K' =>
            ($@"a backreference '\{escaped}'",
                "an automaton can't compare one part of a name with another. Spell out the texts that are meant."),
        'A' or 'B' or 'G' or 'Z' =>
            ($@"an anchor '\{escaped}'", "the whole name must match anyway. Drop it, or spell out what stands on either side."),
        _ =>
            ($@"an unknown escape '\{escaped}'",
                @"known are \d \w \s \p{…}, their opposites in upper case, and a backslash before a punctuation mark."),
    };
}
