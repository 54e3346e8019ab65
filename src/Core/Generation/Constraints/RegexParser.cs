namespace MlPipeline.Generation;

/// <summary>
/// Reads a regular expression for the whole name, of the part of the language that a finite automaton can decide:
/// characters, <c>.</c>, sets, <c>\d \w \s \p{…}</c>, groups, <c>|</c>, <c>* + ? {m} {m,} {m,n}</c>. It says of all else why not.
/// </summary>
internal sealed class RegexParser
{
    private const int DeepestNesting = 100;
    private const int MostRepeats = 1_000;

    private readonly SyntaxReader _reader;
    private readonly SetReader _sets;
    private int _depth;

    private RegexParser(string text, Alphabet alphabet)
    {
        _reader = new SyntaxReader("regular expression", nameof(NameConstraints.Regex), text, alphabet);
        _sets = new SetReader(_reader, negation: "^", otherNegation: null, hasCategories: true);
    }

    /// <exception cref="ArgumentException">The expression is empty, malformed, or needs more than a finite automaton.</exception>
    /// <exception cref="Text.UnknownCharacterException">It holds a character that the vocabulary lacks.</exception>
    public static Expression Parse(string text, Alphabet alphabet)
    {
        if (text.Length == 0)
        {
            throw ConstraintText.Refused(
                nameof(NameConstraints.Regex), "The regular expression is empty, and no name is. Write .* for any name, or leave it out.");
        }

        var parser = new RegexParser(text, alphabet);
        var expression = parser.ReadChoice();
        return parser._reader.AtEnd
            ? expression
            : throw parser._reader.Error(parser._reader.Position, "a ')' that closes nothing", @"drop it, or write \) for the character.");
    }

    private Expression ReadChoice()
    {
        var parts = new List<Expression> { ReadSequence() };
        while (_reader.Take("|"))
            parts.Add(ReadSequence());
        return Expression.Choice(parts);
    }

    private Expression ReadSequence()
    {
        // The whole name must match, so that an anchor at either end of a whole alternative says nothing new.
        if (_depth == 0)
            _reader.Take("^");

        var parts = new List<Expression>();
        while (!_reader.AtEnd && !_reader.IsNext("|") && !_reader.IsNext(")"))
        {
            var start = _reader.Position;
            if (_depth == 0 && _reader.Take("$"))
            {
                if (_reader.AtEnd || _reader.IsNext("|"))
                    break;
                throw Anchor(start, "$");
            }

            parts.Add(ReadQuantifier(ReadAtom()));
        }

        return Expression.Sequence(parts);
    }

    private Expression ReadAtom()
    {
        var start = _reader.Position;
        if (_reader.Take("("))
            return ReadGroup(start);
        if (_reader.Take("["))
            return _sets.ReadSet(start);
        if (_reader.Take("."))
            return new Expression.Character(_reader.Alphabet.All);
        if (_reader.Take(@"\"))
        {
            var isMember = _sets.ReadEscaped(start, out var character);
            return character is { } literal
                ? _reader.Literal(literal, start + 1)
                : new Expression.Character(_reader.Alphabet.Where(isMember));
        }

        return _reader.Take() switch
        {
            { Value: '^' or '$' } anchor => throw Anchor(start, anchor.ToString()),
            { Value: '*' or '+' or '?' or '{' } quantifier => throw _reader.Error(start, $"a '{quantifier}' that repeats nothing",
                $@"put what it repeats in front of it, or write \{quantifier} for the character."),
            var literal => _reader.Literal(literal, start),
        };
    }

    private Expression ReadGroup(int start)
    {
        if (_reader.Take("?") && !_reader.Take(":"))
            throw SpecialGroup(start);
        if (++_depth > DeepestNesting)
            throw _reader.Error(start, $"more than {DeepestNesting} groups within each other", "write it flatter.");

        var group = ReadChoice();
        _depth--;
        return _reader.Take(")") ? group : throw _reader.Error(start, "an open group", @"close it with ), or write \( for the character.");
    }

    private Expression ReadQuantifier(Expression body)
    {
        var start = _reader.Position;
        (int Min, int? Max)? counts =
            _reader.Take("*") ? (0, null) :
            _reader.Take("+") ? (1, null) :
            _reader.Take("?") ? (0, 1) :
            _reader.Take("{") ? ReadCounts(start) : null;
        if (counts is not var (min, max))
            return body;

        var written = _reader.Since(start);
        if (_reader.Take("?"))
        {
            throw _reader.Error(start, $"a lazy quantifier '{written}?'",
                "the whole name must match, so that lazy and greedy mean the same. Drop the '?'.");
        }

        if (_reader.Take("+"))
        {
            throw _reader.Error(start, $"a possessive quantifier '{written}+'",
                "an automaton doesn't backtrack. Drop the '+', or put what is repeated into a group.");
        }

        if (_reader.IsNext("*") || _reader.IsNext("{"))
            throw _reader.Error(_reader.Position, "a second quantifier", $"put a group around the first one, as in (a{written})*.");

        return Expression.Repeat(body, min, max);
    }

    private (int Min, int? Max) ReadCounts(int start)
    {
        var min = _reader.TakeNumber();
        var max = _reader.Take(",") ? _reader.TakeNumber() : min;
        if (min is not { } least || !_reader.Take("}"))
            throw _reader.Error(start, "an unfinished quantifier", @"write {2}, {2,} or {2,5}, or \{ for the character.");
        if (max < least)
            throw _reader.Error(start, $"a quantifier '{_reader.Since(start)}'", "the least number comes first.");
        if (least > MostRepeats || max > MostRepeats)
        {
            throw _reader.Error(start, $"a quantifier '{_reader.Since(start)}'",
                $"at most {ConstraintText.Number(MostRepeats)} repeats are counted. The least and greatest length bound names at no cost.");
        }

        return (least, max);
    }

    private ArgumentException SpecialGroup(int start)
    {
        if (!_reader.Take("<=") && !_reader.Take("<!") && !_reader.AtEnd)
            _reader.Take();
        return _reader.Error(start, $"a '{_reader.Since(start)}'",
            "only (…) and (?:…) group; names, options and looking ahead or behind are not supported. " +
            "What else a name must or must not hold can be asked for with a pattern, a suffix or banned texts.");
    }

    private ArgumentException Anchor(int position, string anchor) => _reader.Error(position, $"an anchor '{anchor}' inside",
        $@"the whole name must match, so anchors say something only at either end. Drop it, or write \{anchor} for the character.");
}
