using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// All constraints of a request as one deterministic automaton over characters: the regular part as a table, the excluded names
/// as states that are made on the way, the training names as a check of whole names.
/// </summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ConstraintAutomaton
{
    private readonly CompiledConstraints _compiled;
    private readonly Lookahead _lookahead;

    /// <summary>Puts the prefix's part together with what doesn't depend on it.</summary>
    public ConstraintAutomaton(CompiledConstraints compiled, string prefixText, int[] prefix, ConstraintState start, bool isOpen) =>
        (_compiled, _lookahead, PrefixText, Prefix, Start, IsOpen) = (compiled, compiled.Lookahead, prefixText, prefix, start, isOpen);

    /// <summary>Gets the token ids of the normalised prefix.</summary>
    public int[] Prefix { get; }

    /// <summary>Gets the normalised prefix.</summary>
    public string PrefixText { get; }

    /// <summary>Gets the least length, in characters with the prefix.</summary>
    public int MinLength => _compiled.MinLength;

    /// <summary>Gets the greatest length, in characters with the prefix.</summary>
    public int MaxLength => _compiled.MaxLength;

    /// <summary>
    /// Gets whether nothing but the greatest length, being non-empty and not being a training name constrains what follows the
    /// prefix: any text may continue in any way.
    /// </summary>
    public bool IsOpen { get; }

    /// <summary>Gets the state after the prefix.</summary>
    public ConstraintState Start { get; }

    /// <summary>Compiles the constraints, but for <see cref="NameConstraints.Label"/>.</summary>
    /// <exception cref="ArgumentException">A constraint is empty or malformed.</exception>
    /// <exception cref="UnknownCharacterException">
    /// Prefix, suffix, letters, pattern or regular expression hold a character that the vocabulary lacks.
    /// </exception>
    /// <exception cref="GenerationException">
    /// No name can meet the constraints, the model can't tell what is new, or the automaton is too large.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ConstraintAutomaton Compile(
        NameConstraints constraints, ModelManifest manifest, CancellationToken cancellationToken = default) =>
        new CompiledConstraints(constraints, manifest, isPrefixFolded: true, cancellationToken).From(constraints.Prefix);

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
        _lookahead.TryStep(state, token - _compiled.Vocabulary.FirstCharacter, length, out next) && _lookahead.CanFinish(next, length + 1);

    /// <summary>Says whether a text is a name that is asked for.</summary>
    /// <param name="state">State of the text.</param>
    /// <param name="text">Token ids of its characters, the prefix included.</param>
    public bool Accepts(ConstraintState state, ReadOnlySpan<int> text) =>
        text.Length <= MaxLength && _lookahead.MayEnd(state, text.Length) && _compiled.Novelty?.IsNew(text) != false;

    /// <summary>Says whether some name ends here or continues from here, as far as <see cref="TryNext"/> can tell.</summary>
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

            var canFollow = id >= _compiled.Vocabulary.FirstCharacter
                ? TryNext(state, id, text.Length, out _)
                : id == Vocabulary.Boundary && Accepts(state, text);
            if (!canFollow)
                logits[id] = float.NegativeInfinity;
        }
    }

    /// <summary>Lists the constraints in words: "a suffix 'as', a pattern 'R??as', 4 to 9 characters".</summary>
    public string Describe() => _compiled.Describe(PrefixText);
}
