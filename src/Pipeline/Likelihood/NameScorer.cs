using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>Computes the log-likelihood of given names, reading each along its own characters (teacher forcing).</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="model">The model; not disposed.</param>
public sealed class NameScorer(ICharacterModel model)
{
    private const int BatchSize = 256;

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
        return DecodingLoop.Run(model, names.Select(name => Given(name, start)), BatchSize, CancellationToken.None);
    }

    private GivenName Given(string name, int start)
    {
        var text = model.Manifest.Normalization.Apply(name);
        return new GivenName(text, start, Array.ConvertAll(model.Manifest.Vocabulary.EncodeCharacters(text), id => (int)id));
    }
}
