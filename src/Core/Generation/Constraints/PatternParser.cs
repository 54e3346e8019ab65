namespace MlPipeline.Generation;

/// <summary>
/// Reads a pattern for the whole name: <c>?</c>, <c>*</c>, <c>[abc]</c>, <c>[a-c]</c>, <c>[!abc]</c>, a backslash before a
/// literal character.
/// </summary>
internal static class PatternParser
{
    /// <exception cref="ArgumentException">The pattern is empty or malformed.</exception>
    /// <exception cref="Text.UnknownCharacterException">It holds a character that the vocabulary lacks.</exception>
    public static Expression Parse(string text, Alphabet alphabet)
    {
        if (text.Length == 0)
        {
            throw ConstraintText.Refused(
                nameof(NameConstraints.Pattern), "The pattern is empty, and no name is. Write * for any name, or leave it out.");
        }

        var reader = new SyntaxReader("pattern", nameof(NameConstraints.Pattern), text, alphabet);
        var sets = new SetReader(reader, negation: "!", otherNegation: "^", hasCategories: false);
        var parts = new List<Expression>();
        while (!reader.AtEnd)
            parts.Add(ReadPart(reader, sets));
        return Expression.Sequence(parts);
    }

    private static Expression ReadPart(SyntaxReader reader, SetReader sets)
    {
        var start = reader.Position;
        if (reader.Take("?"))
            return new Expression.Character(reader.Alphabet.All);
        if (reader.Take("*"))
            return Expression.AnyTextOf(reader.Alphabet.All);
        if (reader.Take("["))
            return sets.ReadSet(start);
        if (!reader.Take(@"\"))
            return reader.Literal(reader.Take(), start);

        sets.ReadEscaped(start, out var character);
        return reader.Literal(character!.Value, start + 1);
    }
}
