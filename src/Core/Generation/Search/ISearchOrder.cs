namespace MlPipeline.Generation;

/// <summary>
/// Ranks texts for a best-first search. No text ranks before the text that it makes longer: then the first name to come
/// out is the first of all.
/// </summary>
internal interface ISearchOrder
{
    /// <summary>Gets the first text's rank and key.</summary>
    (double Rank, ulong Key) Start();

    /// <summary>Gets the key of a text that is one character longer.</summary>
    ulong KeyOf(in SearchText text, int token);

    /// <summary>Finds which of the characters that are left comes next behind a text, and at which rank.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="logProbabilities">ln P of each next token given the text, [V]; −∞ where it can't follow or came already.</param>
    /// <param name="rank">Rank of the one that came before; the text's own for the first.</param>
    /// <param name="place">How many came before.</param>
    /// <returns>The token and its rank; -1 where none is left.</returns>
    (int Token, double Rank) Next(in SearchText text, ReadOnlySpan<double> logProbabilities, double rank, int place);
}
