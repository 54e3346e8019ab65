using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>Reads many given names along their own characters, and each text that they begin with once.</summary>
internal sealed class SharedScores : SharedReading<double>
{
    private const int LargestWindow = 1 << 16;                           // names: about 20 MB
    private const int NamesPerRow = 8;                                   // of a model call, where names may come slowly

    private (GivenName Name, int Place)[] _names = [];
    private NameScore[] _scores = [];

    private SharedScores(ICharacterModel model, int batchSize, CancellationToken cancellationToken)
        : base(model, batchSize, threads: 1, cancellationToken)
    {
    }

    /// <summary>Scores names as they come, in windows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">Names; where their enumeration fails, the scores of those before come first.</param>
    /// <param name="areHere">Whether all names are in memory.</param>
    /// <param name="batchSize">Most rows of one model call, at least 1.</param>
    /// <param name="cancellationToken">Stops the work between two model calls.</param>
    public static IEnumerable<NameScore> Of(
        ICharacterModel model, IEnumerable<GivenName> names, bool areHere, int batchSize, CancellationToken cancellationToken) =>
        Parts.Growing(names, areHere, batchSize * NamesPerRow, LargestWindow)
            .SelectMany(window => new SharedScores(model, batchSize, cancellationToken).Run(window));

    private NameScore[] Run(IReadOnlyList<GivenName> names)
    {
        _names = [.. names.Select((name, place) => (name, place)).OrderBy(name => name.name.Start)];
        _scores = new NameScore[names.Count];
        Read([.. _names.CountBy(name => name.Name.Start).Select(start => (start.Key, 0.0, start.Value))]);
        return _scores;
    }

    protected override void Choose(
        SharedText<double> text, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Span<int> tokens, Scratch scratch)
    {
        scratch.LogSum = Logits.LogSumExp(logits);
        for (var i = 0; i < requests.Length; i++)
        {
            var characters = _names[requests[i]].Name.Characters;
            tokens[i] = text.Characters.Length < characters.Length ? characters[text.Characters.Length] : Vocabulary.Boundary;
        }
    }

    protected override bool TryFollow(
        SharedText<double> text, int token, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Scratch scratch, out double next)
    {
        next = text.Path + (logits[token] - scratch.LogSum);
        if (token != Vocabulary.Boundary)
            return true;

        foreach (var request in requests)
        {
            var (name, place) = _names[request];
            _scores[place] = new NameScore(name.Text, next, name.Characters.Length + 1);
        }

        return false;
    }
}

/// <summary>A name that is to be scored.</summary>
/// <param name="Text">The name, normalised.</param>
/// <param name="Start">The start token of its label.</param>
/// <param name="Characters">Token ids of its characters.</param>
internal readonly record struct GivenName(string Text, int Start, int[] Characters);
