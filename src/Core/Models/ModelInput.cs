namespace MlPipeline.Models;

/// <summary>Checks what a model is given, the same for every engine.</summary>
internal static class ModelInput
{
    /// <summary>Checks tokens and state.</summary>
    /// <exception cref="ArgumentException">
    /// The tokens are not a positive multiple of the batch, an id is outside the vocabulary, or the state is another model's.
    /// </exception>
    public static void Check(ModelManifest manifest, long[] tokens, RecurrentState state)
    {
        if (tokens.Length == 0 || tokens.Length % state.Batch != 0)
        {
            throw new ArgumentException(
                $"{tokens.Length} tokens are not a positive multiple of the batch of {state.Batch}.", nameof(tokens));
        }

        if (state.Layers != manifest.Layers || state.Width != manifest.Hidden || (state.Cell is not null) != manifest.HasCellState)
            throw new ArgumentException("The state belongs to another model.", nameof(state));
        foreach (var token in tokens)
        {
            if (token < 0 || token >= manifest.Vocabulary.Count)
            {
                throw new ArgumentException(
                    $"The token id {token} is outside the vocabulary of {manifest.Vocabulary.Count}.", nameof(tokens));
            }
        }
    }
}
