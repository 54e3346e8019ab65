namespace MlPipeline.Generation;

/// <summary>Forbids characters that would complete n characters in a row that the name has already.</summary>
internal sealed class NoRepeatNGramRule(int n) : ISamplingRule
{
    public void Apply(Span<float> logits, ReadOnlySpan<int> text)
    {
        if (text.Length < n)
            return;

        var last = text[^(n - 1)..];
        for (var start = 0; start + n <= text.Length; start++)
        {
            if (text.Slice(start, n - 1).SequenceEqual(last))
                logits[text[start + n - 1]] = float.NegativeInfinity;
        }
    }
}
