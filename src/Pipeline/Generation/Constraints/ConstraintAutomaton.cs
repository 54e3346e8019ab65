using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation.Constraints;

/// <summary>
/// All constraints of a request as one deterministic automaton over characters: the regular part as a table, the excluded names
/// as states that are made on the way, the training names as a check of whole names.
/// </summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ConstraintAutomaton
{
    // Steps of the search for one name that is not excluded: a third of a second with 1,925 names, 4 edits apart.
    private const int CompilePatience = 200_000;

    private readonly string _description;
    private readonly Vocabulary _vocabulary;
    private readonly Lookahead _lookahead;
    private readonly TrainingNameCheck? _training;

    private ConstraintAutomaton(NameConstraints constraints, ModelManifest manifest)
    {
        constraints = Normalise(constraints, manifest.Normalization);
        _description = ConstraintText.Describe(constraints, manifest);
        _vocabulary = manifest.Vocabulary;
        (MinLength, MaxLength) = (constraints.MinLength, constraints.MaxLength ?? manifest.MaxLength);
        _training = constraints.Novel ? Training(constraints, manifest) : null;

        var alphabet = new Alphabet(_vocabulary);
        PrefixText = manifest.Normalization.ApplyToPrefix(constraints.Prefix);
        var prefix = alphabet.KnownNumbersOf(PrefixText);
        Prefix = [.. prefix.Select(number => number + _vocabulary.FirstCharacter)];
        CheckLengths();

        var regular = new RegularConstraints(constraints, alphabet);
        var budget = new CompileBudget(_description);
        var dfa = regular.Compile(prefix, MaxLength - prefix.Length, budget) ?? throw Impossible();
        var lengths = new LengthTable(dfa, MinLength, MaxLength, prefix.Length);
        if (!lengths.CanFinish(state: 0, prefix.Length))
            throw Impossible();

        var lexicon = ExcludedNames.Compile(constraints, manifest.Normalization, alphabet, MinLength, MaxLength);
        IsOpen = regular.IsEmpty && lexicon is null && MinLength <= Math.Max(1, prefix.Length) &&
            (_training is null || constraints.MinEdits == 1);
        _lookahead = new Lookahead(dfa, lengths, lexicon, MinLength);
        Start = new ConstraintState(0, lexicon?.After(prefix));
        CheckExcluded(lexicon?.RarestFirst ?? [.. Enumerable.Range(0, alphabet.Count)]);
    }

    /// <summary>Gets the token ids of the normalised prefix.</summary>
    public int[] Prefix { get; }

    /// <summary>Gets the normalised prefix.</summary>
    public string PrefixText { get; }

    /// <summary>Gets the least length, in characters with the prefix.</summary>
    public int MinLength { get; }

    /// <summary>Gets the greatest length, in characters with the prefix.</summary>
    public int MaxLength { get; }

    /// <summary>
    /// Gets whether nothing but the greatest length, being non-empty and not being a training name constrains what follows the
    /// prefix: any text may go on in any way.
    /// </summary>
    public bool IsOpen { get; }

    /// <summary>Gets the state behind the prefix.</summary>
    public ConstraintState Start { get; }

    /// <summary>Compiles the constraints, but for <see cref="NameConstraints.Condition"/>.</summary>
    /// <exception cref="ArgumentException">A constraint is empty or malformed.</exception>
    /// <exception cref="UnknownCharacterException">
    /// Prefix, suffix, letters, pattern or regular expression hold a character that the vocabulary lacks.
    /// </exception>
    /// <exception cref="GenerationException">
    /// No name can meet the constraints, the model can't tell what is new, or the automaton is too large.
    /// </exception>
    public static ConstraintAutomaton Compile(NameConstraints constraints, ModelManifest manifest) => new(constraints, manifest);

    /// <summary>Takes one more character.</summary>
    /// <param name="state">State of the text so far.</param>
    /// <param name="token">Token id of a character.</param>
    /// <param name="length">Characters of the text so far.</param>
    /// <param name="next">State behind the character.</param>
    /// <returns>
    /// False where no name begins so. The training names aren't asked, and what a search among the excluded names can't settle
    /// within <see cref="Lookahead.Patience"/> steps counts as possible.
    /// </returns>
    public bool TryNext(ConstraintState state, int token, int length, out ConstraintState next) =>
        _lookahead.TryStep(state, token - _vocabulary.FirstCharacter, length, out next) && _lookahead.CanFinish(next, length + 1);

    /// <summary>Says whether a text is a name that is asked for.</summary>
    /// <param name="state">State of the text.</param>
    /// <param name="text">Token ids of its characters, the prefix included.</param>
    public bool Accepts(ConstraintState state, ReadOnlySpan<int> text) =>
        text.Length <= MaxLength && _lookahead.MayEnd(state, text.Length) && _training?.IsNew(text) != false;

    /// <summary>Says whether some name ends here or goes on from here, as far as <see cref="TryNext"/> can tell.</summary>
    /// <param name="state">State of a text.</param>
    /// <param name="length">Characters of the text.</param>
    public bool CanFinish(ConstraintState state, int length) => _lookahead.CanFinish(state, length);

    /// <summary>Sets the logits of all tokens that can't follow to −∞: nothing is left where training names bar the only way.</summary>
    /// <param name="logits">Logits of all V tokens.</param>
    /// <param name="state">State of the text so far.</param>
    /// <param name="text">Token ids of its characters, the prefix included.</param>
    public void Mask(Span<float> logits, ConstraintState state, ReadOnlySpan<int> text)
    {
        for (var id = 0; id < logits.Length; id++)
        {
            if (float.IsNegativeInfinity(logits[id]))
                continue; // a rule of sampling was first, and asking costs time

            var canFollow = id >= _vocabulary.FirstCharacter
                ? TryNext(state, id, text.Length, out _)
                : id == Vocabulary.Boundary && Accepts(state, text);
            if (!canFollow)
                logits[id] = float.NegativeInfinity;
        }
    }

    /// <summary>Lists the constraints in words: "a suffix 'as', a pattern 'R??as', 4 to 9 characters".</summary>
    public string Describe() => _description;

    // A constraint's characters go through what names went through, as far as that doesn't ask for their place in the name.
    private static NameConstraints Normalise(NameConstraints constraints, Normalization normalization) => constraints with
    {
        Suffix = normalization.ApplyToPart(constraints.Suffix),
        Pattern = constraints.Pattern is { } pattern ? normalization.ApplyToPart(pattern) : null,
        Regex = constraints.Regex is { } regex ? normalization.Compose(regex) : null,
        Letters = constraints.Letters is { } letters ? normalization.ApplyToPart(letters) : null,
        Banned = [.. constraints.Banned.Select(text => text is null ? "" : normalization.ApplyToPart(text))],
    };

    private static TrainingNameCheck Training(NameConstraints constraints, ModelManifest manifest)
    {
        var names = manifest.TrainingNames ?? throw new GenerationException(
            "The model file holds no fingerprints of its training names, so it can't tell which names are new.");
        return constraints.MinEdits <= TrainingNameCheck.MaxMinEdits
            ? new TrainingNameCheck(names, manifest.Vocabulary, constraints.MinEdits)
            : throw new GenerationException(
                $"{constraints.MinEdits} edits from every training name are asked for, and the model's fingerprints can tell only " +
                $"{TrainingNameCheck.MaxMinEdits}. Ask for fewer, or exclude the training names themselves.");
    }

    private void CheckLengths()
    {
        if (MinLength > MaxLength)
        {
            throw new GenerationException(
                $"Names of at least {ConstraintText.Number(MinLength)} characters are asked for, and they have at most " +
                $"{ConstraintText.Number(MaxLength)}. Allow longer names.");
        }

        if (Prefix.Length > MaxLength)
        {
            throw new GenerationException(
                $"The prefix '{PrefixText}' has {Prefix.Length} characters, and names have at most {MaxLength}. Allow longer names.");
        }
    }

    private void CheckExcluded(IReadOnlyList<int> charactersToTry)
    {
        var isPossible = _training is null
            ? _lookahead.Search(Start, Prefix.Length, CompilePatience).Found != false
            : new WitnessSearch(_lookahead, _training, _vocabulary.FirstCharacter, charactersToTry)
                .MayExist(Start, Prefix, CompilePatience);
        if (!isPossible)
            throw new GenerationException($"Every name that would do is excluded: {_description}. Loosen one of these.");
    }

    private GenerationException Impossible() => new($"No name can meet all of this: {_description}. Loosen one of these.");
}
