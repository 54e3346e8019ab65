using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>Computes the log-likelihood of given names, reading each along its own characters (teacher forcing).</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="model">The model; not disposed.</param>
public sealed class NameScorer(ICharacterModel model)
{
    private const int Window = 2048;
    private const int LargestBatch = 256;
    private const int LargestCall = 1 << 22; // logits: 16 MB

    /// <summary>Scores one name.</summary>
    /// <param name="name">The name; it is normalised as the model asks.</param>
    /// <param name="condition">The label under which it is scored; null for the unlabelled start.</param>
    /// <exception cref="UnknownCharacterException">The name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    public NameScore Score(string name, string? condition = null) => Score([name], condition).Single();

    /// <summary>Scores names as they come, in constant memory.</summary>
    /// <param name="names">Names; they are normalised as the model asks.</param>
    /// <param name="condition">The label under which they are scored; null for the unlabelled start.</param>
    /// <returns>One score for each name, in order.</returns>
    /// <exception cref="UnknownCharacterException">While enumerating: a name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    public IEnumerable<NameScore> Score(IEnumerable<string> names, string? condition = null)
    {
        var start = model.Manifest.Vocabulary.StartOf(condition);
        return names.Chunk(Window).SelectMany(window => ScoreWindow(window, start));
    }

    // Names of one length make a batch without padding.
    private NameScore[] ScoreWindow(string[] window, int start)
    {
        var (vocabulary, normalization) = (model.Manifest.Vocabulary, model.Manifest.Normalization);
        var names = Array.ConvertAll(window, normalization.Apply);
        var sequences = Array.ConvertAll(names, name => vocabulary.Encode(name));
        var scores = new NameScore[window.Length];

        foreach (var group in Enumerable.Range(0, names.Length).GroupBy(i => sequences[i].Length - 1))
        {
            var time = group.Key;
            foreach (var batch in group.Chunk(Math.Clamp(LargestCall / (time * vocabulary.Count), 1, LargestBatch)))
            {
                var logLikelihoods = ScoreBatch(Array.ConvertAll(batch, i => sequences[i]), time, start);
                for (var row = 0; row < batch.Length; row++)
                    scores[batch[row]] = new NameScore(names[batch[row]], logLikelihoods[row], time);
            }
        }

        return scores;
    }

    private double[] ScoreBatch(long[][] sequences, int time, int start)
    {
        var width = model.Manifest.Vocabulary.Count;
        var tokens = new long[sequences.Length * time];                  // [B, T]
        for (var row = 0; row < sequences.Length; row++)
        {
            Array.Copy(sequences[row], 0, tokens, row * time, time);
            tokens[row * time] = start;
        }

        float[] logits = [];                                             // [B, T, V]
        model.Forward(tokens, new RecurrentState(model.Manifest, sequences.Length), ref logits);

        var sums = new double[sequences.Length];
        for (var row = 0; row < sequences.Length; row++)
        {
            for (var t = 0; t < time; t++)
                sums[row] += Logits.LogProbability(logits.AsSpan((row * time + t) * width, width), sequences[row][t + 1]);
        }

        return sums;
    }
}
