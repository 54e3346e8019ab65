namespace MlPipeline.Models;

/// <summary>
/// A model that reads token ids and, after each one, scores what may come next. The one seam between the network and
/// everything that asks it.
/// </summary>
/// <remarks>
/// Implementations are safe for concurrent calls with states and buffers of the caller's own. Dispose of a model after the last call; one
/// that holds nothing native needs no <c>Dispose</c> of its own.
/// </remarks>
public interface ICharacterModel : IDisposable
{
    /// <summary>Gets what the model says about itself.</summary>
    ModelManifest Manifest { get; }

    /// <summary>Reads tokens and moves the state on.</summary>
    /// <param name="tokens">Token ids, int64 [B, T] with B = <c>state.Batch</c> and T ≥ 1, each in [0, V).</param>
    /// <param name="state">State before the tokens; afterwards the state after the last one.</param>
    /// <param name="logits">
    /// Receives the unnormalised log-probabilities of the next token, float32 [B, T, V]. The array is reused where its
    /// length fits, and replaced otherwise. Tokens that can't follow get −3.4·10³⁸, so that their probability is 0.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The number of tokens is not a positive multiple of the batch, or an id is outside the vocabulary.
    /// </exception>
    void Forward(long[] tokens, RecurrentState state, ref float[] logits);

    /// <summary>Releases what the model holds. Default: nothing.</summary>
    void IDisposable.Dispose() => GC.SuppressFinalize(this);
}
