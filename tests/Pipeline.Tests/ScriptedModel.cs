using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Tests;

/// <summary>
/// A model whose logits are a table of the last two tokens. The last but one lives in the recurrent state, so a state that
/// gets lost or mixed up shows in the result.
/// </summary>
internal sealed class ScriptedModel : ICharacterModel
{
    private readonly float[][][] _logits;

    /// <summary>Makes a model of these characters with random logits in [−2, 2]. A wide state fills caches.</summary>
    public ScriptedModel(
        string characters, int seed = 1, int maxLength = 6, IEnumerable<string>? labels = null, IEnumerable<string>? training = null,
        int hidden = 1,
        IEnumerable<string>? heldOut = null)
    {
        Manifest = new ModelManifest
        {
            Vocabulary = Vocabulary.Of([characters], labels),
            Normalization = Normalization.Default,
            Cell = RecurrentCell.Rnn,
            Layers = 1,
            Embedding = 1,
            Hidden = hidden,
            MaxLength = maxLength,
            TrainingNames = training is null ? null : NameFingerprints.Of(training),
            HeldOutNames = heldOut is null ? null : NameFingerprints.Of(heldOut),
        };
        var (random, vocabulary) = (new Random(seed), Manifest.Vocabulary);
        _logits = [.. Enumerable.Range(0, vocabulary.Count)
            .Select(_ => Enumerable.Range(0, vocabulary.Count).Select(_ => Enumerable.Range(0, vocabulary.Count)
            .Select(id => vocabulary.IsPredictable(id) ? random.NextSingle() * 4 - 2 : float.MinValue).ToArray()).ToArray())];
    }

    public ModelManifest Manifest { get; }

    /// <summary>Model calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>The logits after two tokens; the first is 0 behind the start.</summary>
    public float[] this[long before, long last] => _logits[before][last];

    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        Calls++;
        var (time, width) = (tokens.Length / state.Batch, Manifest.Vocabulary.Count);
        logits = logits.Length == tokens.Length * width ? logits : new float[tokens.Length * width];
        for (var row = 0; row < state.Batch; row++)
        {
            for (var t = 0; t < time; t++)
            {
                var token = tokens[row * time + t];
                this[(long)state.Hidden[row * state.Width], token].CopyTo(logits, (row * time + t) * width);
                state.Hidden[row * state.Width] = token;
            }
        }
    }

    /// <summary>The probability of a whole name, computed token by token from the table.</summary>
    public double Probability(string name, string? label = null)
    {
        var (probability, before) = (1.0, 0L);
        var tokens = Manifest.Vocabulary.Encode(name, label);
        for (var i = 1; i < tokens.Length; i++)
        {
            var row = this[before, tokens[i - 1]];
            probability *= Math.Exp(row[tokens[i]]) / row.Sum(logit => Math.Exp(logit));
            before = tokens[i - 1];
        }

        return probability;
    }

    /// <summary>All names of up to a length, the empty one first.</summary>
    public static IEnumerable<string> AllNames(string characters, int maxLength) => maxLength == 0
        ? [""]
        : AllNames(characters, maxLength - 1)
            .SelectMany(name => name.Length == maxLength - 1 ? characters.Select(c => name + c).Prepend(name) : [name]);
}
