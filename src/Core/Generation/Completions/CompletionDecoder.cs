using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>Waits for all names of a prefix and gives them by rank, or says why there are none.</summary>
/// <typeparam name="TFound">What names are found as.</typeparam>
/// <param name="prompt">The prefix.</param>
/// <param name="inner">Finds its names.</param>
/// <param name="read">Reads a name that was found; without its rank.</param>
/// <param name="nothing">Says why it found none.</param>
internal sealed class CompletionDecoder<TFound>(
    NamePrompt prompt, Decoder<TFound> inner, Func<TFound, Completion> read, Func<string> nothing) : Decoder<PrefixCompletion>
{
    private readonly List<Completion> _found = [];
    private Decoder<TFound>? _inner = inner;                             // what a search keeps is large: gone before the answer's turn

    public override long Kept => _inner?.Kept ?? 0;

    public override void Advance(PrefixTree tree)
    {
        var inner = _inner!;
        try
        {
            inner.Advance(tree);
        }
        catch (GenerationException failure)
        {
            End(failure);
            return;
        }

        while (inner.Results.TryDequeue(out var name))
            _found.Add(read(name));
        if (inner.IsDone)
            End(inner.Failure ?? (_found.Count == 0 ? new GenerationException(nothing()) : null));
    }

    private void End(MlPipelineException? failure)
    {
        Results.Enqueue(new PrefixCompletion(prompt, failure is null ? Completion.InOrder(_found) : [], failure));
        (_inner, IsDone) = (null, true);
    }
}
