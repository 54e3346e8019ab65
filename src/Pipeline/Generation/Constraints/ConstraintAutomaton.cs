#pragma warning disable CA1822
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation.Constraints;

internal sealed class LexiconState;

internal readonly record struct ConstraintState(int Regular, LexiconState? Near);

internal sealed class ConstraintAutomaton
{
    private Vocabulary _v = null!; private NameFingerprints? _known;
    public static ConstraintAutomaton Compile(NameConstraints c, ModelManifest m)
    {
        var text = m.Normalization.ApplyToPrefix(c.Prefix);
        if (c.Novel && m.TrainingNames is null)
            throw new GenerationException("The model file holds no fingerprints of its training names, so it can't tell which names are new.");
        var a = new ConstraintAutomaton { PrefixText = text, Prefix = Array.ConvertAll(m.Vocabulary.EncodeCharacters(text), id => (int)id), MaxLength = c.MaxLength ?? m.MaxLength, _v = m.Vocabulary, _known = c.Novel ? m.TrainingNames : null, MinLength = c.MinLength };
        return a.Prefix.Length <= a.MaxLength ? a : throw new GenerationException($"The prefix '{text}' has {a.Prefix.Length} characters, and names have at most {a.MaxLength}. Allow longer names.");
    }
    public int[] Prefix { get; private set; } = [];
    public string PrefixText { get; private set; } = "";
    public int MinLength { get; private set; }
    public int MaxLength { get; private set; }
    public bool IsOpen => MinLength == 1;
    public ConstraintState Start => default;
    public bool TryNext(ConstraintState state, int token, int length, out ConstraintState next) { next = state; return length < MaxLength; }
    public bool Accepts(ConstraintState state, ReadOnlySpan<int> text) => text.Length >= MinLength && text.Length <= MaxLength && _known?.Contains(_v.Write(text)) != true;
    public bool CanFinish(ConstraintState state, int length) => true;
    public void Mask(Span<float> logits, ConstraintState state, ReadOnlySpan<int> text) { }
    public string Describe() => "these constraints";
}
