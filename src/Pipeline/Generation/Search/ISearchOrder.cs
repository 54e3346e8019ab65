namespace MlPipeline.Generation.Search;

/// <summary>
/// Ranks texts for a best-first search. The rank of a text must not be above that of any text that begins with it: then
/// the first name to come out is the first of all.
/// </summary>
internal interface ISearchOrder
{
    /// <summary>Gets the first text's rank and key.</summary>
    (double Rank, ulong Key) Start();

    /// <summary>Ranks the texts that a next character makes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="logProbabilities">ln P of each next token given the text, [V]; −∞ where it can't follow.</param>
    /// <param name="ranks">Receives the ranks, [V]; those of tokens that can't follow mean nothing.</param>
    /// <param name="keys">Receives the keys, [V].</param>
    void Rank(Candidate text, ReadOnlySpan<double> logProbabilities, Span<double> ranks, Span<ulong> keys);
}
