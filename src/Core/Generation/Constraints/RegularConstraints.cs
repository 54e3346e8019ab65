namespace MlPipeline.Generation;

/// <summary>What an automaton decides without a list of names: suffix, pattern, regular expression, letters and banned texts.</summary>
internal sealed class RegularConstraints
{
    private readonly Alphabet _alphabet;
    private readonly List<Expression> _expressions = [];
    private readonly List<int[]> _banned = [];

    /// <summary>Reads the constraints.</summary>
    /// <exception cref="ArgumentException">One is empty or malformed.</exception>
    /// <exception cref="Text.UnknownCharacterException">A character that names must hold is not in the vocabulary.</exception>
    public RegularConstraints(NameConstraints constraints, Alphabet alphabet)
    {
        _alphabet = alphabet;
        if (constraints.Suffix.Length > 0)
            _expressions.Add(Suffix(constraints.Suffix));
        if (constraints.Pattern is { } pattern)
            _expressions.Add(PatternParser.Parse(pattern, alphabet));
        if (constraints.Regex is { } regex)
            _expressions.Add(RegexParser.Parse(regex, alphabet));
        if (constraints.Letters is { } letters)
            _expressions.Add(Letters(letters));

        foreach (var banned in constraints.Banned)
        {
            if (string.IsNullOrEmpty(banned))
            {
                throw ConstraintText.Refused(
                    nameof(NameConstraints.Banned), "A banned text is empty, and every name holds the empty text. Leave it out.");
            }

            if (alphabet.NumbersOf(banned) is var text && !text.Contains(Alphabet.Unknown)) // else no name can hold it anyway
                _banned.Add(text);
        }
    }

    /// <summary>Gets whether nothing is asked for.</summary>
    public bool IsEmpty => _expressions.Count == 0 && _banned.Count == 0;

    /// <summary>Compiles the constraints to one automaton.</summary>
    /// <param name="prefix">Character numbers that every name begins with.</param>
    /// <param name="depth">Characters that may follow at most.</param>
    /// <param name="budget">Bounds the states.</param>
    /// <returns>The automaton after the prefix; null where no name meets all constraints.</returns>
    /// <exception cref="GenerationException">The automaton is too large.</exception>
    public Dfa? Compile(int[] prefix, int depth, CompileBudget budget)
    {
        var letters = _banned.SelectMany(text => text).Distinct().Select(_alphabet.Single);
        var classes = new CharacterClasses(_alphabet.Count, _expressions.SelectMany(expression => expression.Sets()).Concat(letters));

        var parts = new List<IAutomaton>();
        foreach (var expression in _expressions)
            parts.Add(new SubsetAutomaton(expression, classes, budget));
        if (_banned.Count > 0)
            parts.Add(new BannedAutomaton(_banned.Select(text => text.Select(c => classes[c]).ToArray()), classes.Count, budget));
        return DfaBuilder.Build(parts, classes, prefix, depth, budget);
    }

    private Expression Suffix(string text)
    {
        var characters = _alphabet.KnownNumbersOf(text).Select(c => new Expression.Character(_alphabet.Single(c)));
        return Expression.Sequence([Expression.AnyTextOf(_alphabet.All), .. characters]);
    }

    private Expression Letters(string letters)
    {
        if (letters.Length == 0)
        {
            throw ConstraintText.Refused(
                nameof(NameConstraints.Letters),
                "The letters are empty, and no name is. Name those that names may hold, or leave them out.");
        }

        var allowed = _alphabet.KnownNumbersOf(letters).ToHashSet();
        return Expression.AnyTextOf(new CharacterSet(_alphabet.Count, allowed.Contains));
    }
}
