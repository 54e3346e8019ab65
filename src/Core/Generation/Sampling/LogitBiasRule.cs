using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Adds to the logits of given characters, or of the end.</summary>
internal sealed class LogitBiasRule : ISamplingRule
{
    private readonly (int Id, float Bias)[] _biases;

    public LogitBiasRule(IReadOnlyDictionary<string, float> biases, Vocabulary vocabulary) =>
        _biases = [.. biases.Select(pair => (IdOf(pair.Key, vocabulary), pair.Value))];

    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        foreach (var (id, bias) in _biases)
            logits[id] = Saturation.Round((double)logits[id] + bias);
    }

    private static int IdOf(string character, Vocabulary vocabulary) => character.Length == 0
        ? Vocabulary.Boundary
        : vocabulary.EncodeCharacters(character) is [var id]
            ? (int)id
            : throw ConstraintText.Refused(
                nameof(SamplingOptions.LogitBias), $"A logit bias is for one character, and not for '{character}'.");
}
