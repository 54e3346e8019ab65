using MlPipeline.Models;

namespace MlPipeline.Generation.Constraints;

/// <summary>All constraints of a request as one deterministic automaton over characters.</summary>
internal sealed class ConstraintAutomaton
{
    private readonly ModelManifest _manifest;

    private ConstraintAutomaton(NameConstraints constraints, ModelManifest manifest)
    {
        _manifest = manifest;
        PrefixText = manifest.Normalization.ApplyToPrefix(constraints.Prefix);
        Prefix = [.. manifest.Vocabulary.EncodeCharacters(PrefixText).Select(id => (int)id)];
        (MinLength, MaxLength) = (constraints.MinLength, constraints.MaxLength ?? manifest.MaxLength);
    }

    public int[] Prefix { get; }

    public string PrefixText { get; }

    public int MinLength { get; }

    public int MaxLength { get; }

    public bool IsOpen => MinLength <= Math.Max(1, Prefix.Length);

    public ConstraintState Start { get; }

    public static ConstraintAutomaton Compile(NameConstraints constraints, ModelManifest manifest) => new(constraints, manifest);

    public bool TryNext(ConstraintState state, int token, int length, out ConstraintState next)
    {
        next = state;
        return length < MaxLength;
    }

    public bool Accepts(ConstraintState state, ReadOnlySpan<int> text) => text.Length >= MinLength && text.Length <= MaxLength;

    public bool CanFinish(ConstraintState state, int length) => length <= MaxLength;

    public void Mask(Span<float> logits, ConstraintState state, ReadOnlySpan<int> text)
    {
        for (var id = 0; id < logits.Length; id++)
        {
            var isPossible = id >= _manifest.Vocabulary.FirstCharacter
                ? TryNext(state, id, text.Length, out _)
                : id == Text.Vocabulary.Boundary && Accepts(state, text);
            if (!isPossible)
                logits[id] = float.NegativeInfinity;
        }
    }

    public string Describe() => $"{MinLength} to {MaxLength} characters";
}
