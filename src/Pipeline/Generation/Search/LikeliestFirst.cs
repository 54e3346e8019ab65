namespace MlPipeline.Generation.Search;

/// <summary>Orders by probability: no name is likelier than the text it begins with.</summary>
internal sealed class LikeliestFirst : ISearchOrder
{
    public (double Rank, ulong Key) Start() => (0, 0);

    public void Rank(Candidate text, ReadOnlySpan<double> logProbabilities, Span<double> ranks, Span<ulong> keys)
    {
        for (var token = 0; token < ranks.Length; token++)
            ranks[token] = text.Rank - logProbabilities[token];
    }
}
