using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>The part of constraints that doesn't depend on the prefix: compiled once, it serves any number of prefixes.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class CompiledConstraints
{
    // Steps of the search for one name that is not excluded: a third of a second with 1,925 names, 4 edits apart.
    private const int CompilePatience = 200_000;

    private readonly NameConstraints _constraints;
    private readonly ModelManifest _manifest;
    private readonly Alphabet _alphabet;
    private readonly Dfa _dfa;
    private readonly LengthTable _lengths;
    private readonly Lexicon? _lexicon;
    private readonly int _folded;                                        // characters of the prefix that the automaton starts behind
    private readonly bool _isRegularEmpty;
    private readonly CancellationToken _cancellation;

    /// <summary>Compiles constraints, but for <see cref="NameConstraints.Label"/>.</summary>
    /// <param name="constraints">The constraints.</param>
    /// <param name="manifest">The model's manifest.</param>
    /// <param name="isPrefixFolded">
    /// Whether the automaton begins behind the constraints' prefix and serves no other: it is smaller then. Otherwise the
    /// prefix is passed over.
    /// </param>
    /// <param name="cancellationToken">Stops the work, also that of <see cref="From"/>.</param>
    /// <exception cref="ArgumentException">A constraint is empty or malformed.</exception>
    /// <exception cref="UnknownCharacterException">A constraint holds a character that the vocabulary lacks.</exception>
    /// <exception cref="GenerationException">
    /// No name can meet the constraints, the model can't tell what is new, or the automaton is too large.
    /// </exception>
    public CompiledConstraints(
        NameConstraints constraints, ModelManifest manifest, bool isPrefixFolded, CancellationToken cancellationToken = default)
    {
        constraints = Normalise(isPrefixFolded ? constraints : constraints with { Prefix = "" }, manifest.Normalization);
        (_constraints, _manifest, Vocabulary, _cancellation) = (constraints, manifest, manifest.Vocabulary, cancellationToken);
        (MinLength, MaxLength) = (constraints.MinLength, constraints.MaxLength ?? manifest.MaxLength);
        Novelty = constraints.Novel ? NoveltyOf(constraints, manifest) : null;

        _alphabet = new Alphabet(Vocabulary);
        var prefixText = manifest.Normalization.ApplyToPrefix(constraints.Prefix);
        var prefix = _alphabet.KnownNumbersOf(prefixText);
        _folded = prefix.Length;
        CheckLengths(prefixText, prefix.Length);

        var regular = new RegularConstraints(constraints, _alphabet);
        var budget = new CompileBudget(Describe(prefixText), cancellationToken);
        _dfa = regular.Compile(prefix, MaxLength - prefix.Length, budget) ?? throw Impossible(prefixText);
        _lengths = new LengthTable(_dfa, MinLength, MaxLength, prefix.Length, cancellationToken);
        if (!_lengths.CanFinish(state: 0, prefix.Length))
            throw Impossible(prefixText);

        _lexicon = ExcludedNames.Compile(constraints, manifest.Normalization, _alphabet, MinLength, MaxLength, cancellationToken);
        _isRegularEmpty = regular.IsEmpty;
        Lookahead = new Lookahead(_dfa, _lengths, _lexicon, MinLength);
    }

    /// <summary>Gets the model's vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Gets the least length, in characters with the prefix.</summary>
    public int MinLength { get; }

    /// <summary>Gets the greatest length, in characters with the prefix.</summary>
    public int MaxLength { get; }

    /// <summary>Gets the check of whole names against those of the data; null where they don't matter.</summary>
    public NoveltyCheck? Novelty { get; }

    /// <summary>Gets what tells which texts can be finished.</summary>
    public Lookahead Lookahead { get; }

    /// <summary>Makes the automaton of names that begin so.</summary>
    /// <param name="prefix">The prefix; it is normalised as the model asks.</param>
    /// <exception cref="UnknownCharacterException">It holds a character that the vocabulary lacks.</exception>
    /// <exception cref="GenerationException">No name that begins so can meet the constraints.</exception>
    public ConstraintAutomaton From(string prefix)
    {
        var text = _manifest.Normalization.ApplyToPrefix(prefix);
        var characters = _alphabet.KnownNumbersOf(text);
        CheckLengths(text, characters.Length);

        var state = 0;
        foreach (var character in characters.AsSpan(_folded))
        {
            state = _dfa.Next(state, character);
            if (state == IAutomaton.Dead)
                throw Impossible(text);
        }

        if (!_lengths.CanFinish(state, characters.Length))
            throw Impossible(text);

        var isOpen = _isRegularEmpty && _lexicon is null && MinLength <= Math.Max(1, characters.Length)
            && (Novelty is null || _constraints.MinEdits == 1);
        var start = new ConstraintState(state, _lexicon?.After(characters));
        int[] tokens = [.. characters.Select(number => number + Vocabulary.FirstCharacter)];
        CheckExcluded(text, tokens, start);
        return new ConstraintAutomaton(this, text, tokens, start, isOpen);
    }

    /// <summary>Lists the constraints in words: "a suffix 'as', a pattern 'R??as', 4 to 9 characters".</summary>
    /// <param name="prefix">The prefix.</param>
    public string Describe(string prefix) => ConstraintText.Describe(_constraints with { Prefix = prefix }, _manifest);

    // A constraint's characters go through what names went through, as far as that doesn't ask for their place in the name.
    private static NameConstraints Normalise(NameConstraints constraints, Normalization normalization) => constraints with
    {
        Suffix = normalization.ApplyToPart(constraints.Suffix, isEnd: true),
        Pattern = constraints.Pattern is { } pattern ? normalization.ApplyToPart(pattern) : null,
        Regex = constraints.Regex is { } regex ? normalization.Compose(regex) : null,
        Letters = constraints.Letters is { } letters ? normalization.ApplyToPart(letters) : null,
        Banned = [.. constraints.Banned.Select(text => text is null ? "" : normalization.ApplyToPart(text))],
    };

    private static NoveltyCheck NoveltyOf(NameConstraints constraints, ModelManifest manifest)
    {
        var names = manifest.KnownNames ?? throw new GenerationException(
            "The model file holds no fingerprints of its training names, so it can't tell which names are new.");
        return constraints.MinEdits <= NoveltyCheck.MaxMinEdits
            ? new NoveltyCheck(names, manifest.Vocabulary, constraints.MinEdits)
            : throw new GenerationException(
                $"{constraints.MinEdits} edits from every {ConstraintText.Known(manifest)} are asked for, and the model's fingerprints " +
                    $"can tell only " +
                $"{NoveltyCheck.MaxMinEdits}. Ask for fewer, or exclude the names themselves.");
    }

    private void CheckLengths(string prefix, int length)
    {
        if (MinLength > MaxLength)
        {
            throw new GenerationException(
                $"Names of at least {ConstraintText.Number(MinLength)} characters are asked for, and they have at most " +
                $"{ConstraintText.Number(MaxLength)}. Allow longer names.");
        }

        if (length > MaxLength)
        {
            throw new GenerationException(
                $"The prefix '{prefix}' has {length} characters, and names have at most {MaxLength}. Allow longer names.");
        }
    }

    private void CheckExcluded(string prefix, int[] tokens, ConstraintState start)
    {
        if (Novelty is null && _lexicon is null)
            return;

        var isPossible = Novelty is null
            ? Lookahead.Search(start, tokens.Length, CompilePatience, _cancellation).Found != false
            : new WitnessSearch(
                Lookahead, Novelty, Vocabulary.FirstCharacter, _lexicon?.RarestFirst ?? [.. Enumerable.Range(0, _alphabet.Count)])
                .MayExist(start, tokens, CompilePatience, _cancellation);
        if (!isPossible)
            throw new GenerationException($"Every name that would do is excluded: {Describe(prefix)}. Loosen one of these.");
    }

    private GenerationException Impossible(string prefix) => new($"No name can meet all of this: {Describe(prefix)}. Loosen one of these.");
}
