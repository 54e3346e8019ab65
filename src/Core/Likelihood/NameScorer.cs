using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>Computes the log-likelihood of given names, reading each along its own characters (teacher forcing).</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="model">The model; not disposed.</param>
public sealed class NameScorer(ICharacterModel model)
{
    private const int BatchSize = 64;

    private readonly ICharacterModel _model = Argument.NotNull(model);

    /// <summary>Scores one name.</summary>
    /// <param name="name">The name; it is normalised as the model asks.</param>
    /// <param name="label">The label under which it is scored; null for the unlabelled start.</param>
    /// <exception cref="UnknownCharacterException">The name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    public NameScore Score(string name, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Score([name], label).Single();
    }

    /// <summary>Scores names as they come, in constant memory.</summary>
    /// <param name="names">Names; they are normalised as the model asks.</param>
    /// <param name="label">The label under which they are scored; null for the unlabelled start.</param>
    /// <returns>One score for each name, in order. Every reading reads the names again.</returns>
    /// <exception cref="UnknownCharacterException">While enumerating: a name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    public IEnumerable<NameScore> Score(IEnumerable<string> names, string? label = null)
    {
        var areHere = Argument.NotNull(names).TryGetNonEnumeratedCount(out _);
        var start = _model.Manifest.Vocabulary.StartOf(label);
        return SharedScores.Of(
            _model, Argument.EachNotNull(names).Select(name => Given(name, start)), areHere, BatchSize, CancellationToken.None);
    }

    /// <summary>Scores names as they come, each under its own label, in constant memory.</summary>
    /// <param name="names">Names, which are normalised as the model asks, and their labels; null for the unlabelled start.</param>
    /// <param name="batchSize">Texts that the model reads in one call, from 1 to 10,000. Changes the speed, never the scores.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>One score for each name, in order. Every reading reads the names again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is out of its range.</exception>
    /// <exception cref="UnknownCharacterException">While enumerating: a name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">While enumerating: the model has no such label.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the work was stopped.</exception>
    public IEnumerable<NameScore> Score(
        IEnumerable<(string Name, string? Label)> names, int batchSize = BatchSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        Limits.Check(batchSize, 1, Limits.BatchSize);
        return SharedScores.Of(
            _model, Checked(names).Select(name => Given(name.Name, _model.Manifest.Vocabulary.StartOf(name.Label))),
            names.TryGetNonEnumeratedCount(out _), batchSize, cancellationToken);
    }

    /// <summary>Scores a name character by character.</summary>
    /// <param name="name">The name; it is normalised as the model asks.</param>
    /// <param name="label">The label under which it is scored; null for the unlabelled start.</param>
    /// <returns>One score for each character and one for the end; their log-probabilities sum to the name's log-likelihood.</returns>
    /// <exception cref="UnknownCharacterException">The name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    public IReadOnlyList<CharacterScore> Explain(string name, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var ids = Encode(_model.Manifest.Normalization.Apply(name));
        return [.. Expect(ids, label).Select((next, i) => ScoreOf(ids, i, next))];
    }

    /// <summary>Scores names character by character as they come, each under its own label, in constant memory.</summary>
    /// <param name="names">Names, which are normalised as the model asks, and their labels; null for the unlabelled start.</param>
    /// <param name="batchSize">Texts that the model reads in one call, from 1 to 10,000. Changes the speed, never the scores.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>For each name, in order: one score for each character and one for the end. Every reading reads the names again.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is out of its range.</exception>
    /// <exception cref="UnknownCharacterException">While enumerating: a name holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">While enumerating: the model has no such label.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the work was stopped.</exception>
    public IEnumerable<IReadOnlyList<CharacterScore>> Explain(
        IEnumerable<(string Name, string? Label)> names, int batchSize = BatchSize, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(names);
        Limits.Check(batchSize, 1, Limits.BatchSize);
        return Collect(names, batchSize, cancellationToken);
    }

    /// <summary>Says what may follow a prefix, and how likely names are that begin so.</summary>
    /// <param name="prefix">The prefix, which may be empty; it is normalised as the model asks of prefixes.</param>
    /// <param name="label">The label; null for the unlabelled start.</param>
    /// <exception cref="UnknownCharacterException">The prefix holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    public NextCharacter Next(string prefix, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return Expect(Encode(_model.Manifest.Normalization.ApplyToPrefix(prefix)), label).Last();
    }

    // The answers of all names come as one stream: a name of n characters has n + 1.
    private IEnumerable<IReadOnlyList<CharacterScore>> Collect(
        IEnumerable<(string Name, string? Label)> names, int batchSize, CancellationToken cancellationToken)
    {
        var waiting = new Queue<int[]>();
        var scores = new List<CharacterScore>();
        foreach (var next in DecodingLoop.Run(_model, Checked(names).Select(Begin), batchSize, cancellationToken))
        {
            var ids = waiting.Peek();
            scores.Add(ScoreOf(ids, scores.Count, next));
            if (scores.Count <= ids.Length)
                continue;

            yield return scores;
            waiting.Dequeue();
            scores = [];
        }

        NextCharacterDecoder Begin((string Name, string? Label) name)
        {
            var ids = Encode(_model.Manifest.Normalization.Apply(name.Name));
            waiting.Enqueue(ids);
            return new NextCharacterDecoder(_model.Manifest.Vocabulary, _model.Manifest.Vocabulary.StartOf(name.Label), ids);
        }
    }

    private static IEnumerable<(string Name, string? Label)> Checked(IEnumerable<(string Name, string? Label)> names) =>
        names.Select(
            (name, i) => name.Name is null ? throw new ArgumentNullException(nameof(names), $"The name of element {i} is null.") : name);

    private CharacterScore ScoreOf(int[] ids, int i, NextCharacter expected)
    {
        var character = i < ids.Length ? _model.Manifest.Vocabulary.Tokens[ids[i]] : "";
        var place = expected.Choices.Index().First(choice => choice.Item.Character == character);
        return new CharacterScore(character, place.Item.LogProbability, place.Index + 1, expected);
    }

    private IEnumerable<NextCharacter> Expect(int[] ids, string? label)
    {
        var reading = new NextCharacterDecoder(_model.Manifest.Vocabulary, _model.Manifest.Vocabulary.StartOf(label), ids);
        return DecodingLoop.Run(_model, [reading], batchSize: 1, CancellationToken.None);
    }

    private GivenName Given(string name, int start)
    {
        var text = _model.Manifest.Normalization.Apply(name);
        return new GivenName(text, start, Encode(text));
    }

    private int[] Encode(string text) => Array.ConvertAll(_model.Manifest.Vocabulary.EncodeCharacters(text), id => (int)id);
}
