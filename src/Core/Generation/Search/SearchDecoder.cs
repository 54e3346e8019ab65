using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>Runs a best-first search as a decoder: names come out as they are proved.</summary>
internal sealed class SearchDecoder(BestFirstSearch search) : Decoder<FoundName>
{
    private int _given;

    public override long Kept => search.Waiting;

    public override void Advance(PrefixTree tree)
    {
        IsDone = search.TryAdvance(tree);
        for (; _given < search.Found.Count; _given++)
            Results.Enqueue(search.Found[_given]);
    }
}
