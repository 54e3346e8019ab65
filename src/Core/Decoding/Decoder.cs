namespace MlPipeline.Decoding;

/// <summary>
/// A question to the model that is answered character by character: it asks for texts, and what may follow each of them
/// decides which texts it asks for next. Drawing a name, scoring a given one, a beam and a search are all decoders.
/// </summary>
/// <typeparam name="TResult">What it answers with.</typeparam>
internal abstract class Decoder<TResult>
{
    /// <summary>Answers that are ready, in order; the loop takes them out.</summary>
    public Queue<TResult> Results { get; } = new();

    /// <summary>Whether no more answers come.</summary>
    public bool IsDone { get; protected set; }

    /// <summary>Why there are no more answers; thrown once those that are ready were taken.</summary>
    public MlPipelineException? Failure { get; private set; }

    /// <summary>Gets the number of texts that it keeps in memory, where they may be very many.</summary>
    public virtual long Kept => 0;

    /// <summary>
    /// Continues as far as the texts that are known allow, and asks the tree for all that it needs to continue. Called once a
    /// round at most, until it is done.
    /// </summary>
    public abstract void Advance(PrefixTree tree);

    /// <summary>Ends with an error.</summary>
    protected void Fail(MlPipelineException failure) => (Failure, IsDone) = (failure, true);
}
