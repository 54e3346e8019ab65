using MlPipeline.NGrams;

namespace MlPipeline.Evaluation.Fit;

/// <summary>
/// Copies the training set: with probability 1 − ε a training name, all rows alike, else whatever a unigram makes. Without the
/// unigram every unseen name would cost infinitely much.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
internal sealed class CopyBaseline
{
    private static readonly double[] Shares = [.. Enumerable.Range(1, 99).Select(i => i / 100.0)];

    private readonly Dictionary<string, int> _counts;
    private readonly int _rows;
    private readonly AdditiveNGram _unigram;

    private CopyBaseline(IReadOnlyList<int[]> train, AdditiveNGram unigram, double novelShare)
    {
        _counts = train.CountBy(KeyOf).ToDictionary();
        (_rows, _unigram, NovelShare) = (train.Count, unigram, novelShare);
    }

    /// <summary>Gets ε, in (0, 1).</summary>
    public double NovelShare { get; }

    /// <summary>Counts names; ε is what suits other names best, in steps of one hundredth.</summary>
    /// <param name="train">Names to count.</param>
    /// <param name="validation">Names to choose by.</param>
    /// <param name="unigram">Fitted to <paramref name="train"/>.</param>
    public static CopyBaseline Fit(IReadOnlyList<int[]> train, IReadOnlyList<int[]> validation, AdditiveNGram unigram) =>
        Shares.Select(share => new CopyBaseline(train, unigram, share)).MaxBy(copy => validation.Sum(copy.LogLikelihood))!;

    /// <summary>Counts names with a given ε.</summary>
    public static CopyBaseline Fit(IReadOnlyList<int[]> train, AdditiveNGram unigram, double novelShare) => new(train, unigram, novelShare);

    /// <summary>Computes the log-likelihood of a name and its end, in nats.</summary>
    public double LogLikelihood(int[] name)
    {
        var known = (1 - NovelShare) * _counts.GetValueOrDefault(KeyOf(name)) / _rows;
        return Math.Log(known + NovelShare * Math.Exp(_unigram.LogLikelihood(name)));
    }

    private static string KeyOf(int[] name) => new([.. name.Select(symbol => (char)symbol)]);
}
