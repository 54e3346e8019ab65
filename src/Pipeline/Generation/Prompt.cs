using MlPipeline.Models;

namespace MlPipeline.Generation;

/// <summary>What all names of a request begin with, read by the model once.</summary>
internal sealed class Prompt
{
    private Prompt(string text, int length, RecurrentState state, float[] logits, double logLikelihood) =>
        (Text, Length, State, Logits, LogLikelihood) = (text, length, state, logits, logLikelihood);

    /// <summary>The normalised prefix.</summary>
    public string Text { get; }

    /// <summary>Its length in characters.</summary>
    public int Length { get; }

    /// <summary>The state behind start token and prefix, of a batch of one.</summary>
    public RecurrentState State { get; }

    /// <summary>The logits of the first character after the prefix, [V].</summary>
    public float[] Logits { get; }

    /// <summary>Of the prefix's characters, in nats.</summary>
    public double LogLikelihood { get; }

    /// <summary>Reads the start token and the prefix in one call.</summary>
    public static Prompt Read(ICharacterModel model, string prefix, string? condition)
    {
        var (manifest, vocabulary) = (model.Manifest, model.Manifest.Vocabulary);
        var text = manifest.Normalization.ApplyToPrefix(prefix);
        long[] tokens = [vocabulary.StartOf(condition), .. vocabulary.EncodeCharacters(text)];
        var state = new RecurrentState(manifest, batch: 1);
        float[] logits = [];                                             // [1, T, V]
        model.Forward(tokens, state, ref logits);

        var width = vocabulary.Count;
        var logLikelihood = Enumerable.Range(1, tokens.Length - 1)
            .Sum(t => Models.Logits.LogProbability(logits.AsSpan((t - 1) * width, width), tokens[t]));
        return new Prompt(text, tokens.Length - 1, state, logits[^width..], logLikelihood);
    }
}
