using MlPipeline.Models;

namespace MlPipeline.Tests.Likelihood;

/// <summary>A scripted model that ends every name by a length: its state counts the characters.</summary>
internal sealed class CountingDownModel(ScriptedModel model, int length) : ICharacterModel
{
    public ModelManifest Manifest => model.Manifest;

    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        var width = Manifest.Vocabulary.Count;
        logits = logits.Length == tokens.Length * width ? logits : new float[tokens.Length * width];
        for (var row = 0; row < tokens.Length; row++)
        {
            model[0, tokens[row]].CopyTo(logits, row * width);
            var read = state.Hidden[row]++;
            if (read != length)
                continue;

            logits.AsSpan(row * width, width).Fill(float.MinValue);
            logits[row * width + 1] = 0;
        }
    }
}
