using MlPipeline.Evaluation.Statistics;
using MlPipeline.NGrams;

namespace MlPipeline.Evaluation.Memorisation;

/// <summary>
/// n-gram models that each lack a tenth of the training names. A training name is scored by the one that lacks it, and another name by
/// one of them in turn: what the model says beyond that isn't explained by how Lithuanian a name looks (Watson et al., "On the importance
/// of difficulty calibration in membership inference attacks", ICLR 2022).
/// </summary>
internal sealed class CrossFit
{
    private const int Folds = 10;
    private const ulong FoldSeed = 1;

    private readonly KneserNey[] _models;
    private readonly int[] _foldOfMember;

    private CrossFit(KneserNey[] models, int[] foldOfMember) => (_models, _foldOfMember) = (models, foldOfMember);

    /// <summary>Fits the models.</summary>
    /// <param name="train">Symbols of at least two distinct training names.</param>
    /// <param name="symbols">Number of symbols without the end of the name.</param>
    /// <param name="order">Order of the n-gram models.</param>
    public static CrossFit Of(IReadOnlyList<int[]> train, int symbols, int order)
    {
        var random = new SplitMix64(FoldSeed);
        var folds = Math.Min(Folds, train.Count);
        int[] fold = [.. Enumerable.Range(0, train.Count).Select(i => i % folds)];
        for (var i = fold.Length - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (fold[i], fold[other]) = (fold[other], fold[i]);
        }

        return new CrossFit(
            [.. Enumerable.Range(0, folds)
                .Select(lacking => KneserNey.Fit([.. train.Where((_, i) => fold[i] != lacking)], symbols, order))], fold);
    }

    /// <summary>Computes the log-likelihood of a training name under the model that lacks it, in nats.</summary>
    /// <param name="index">Its index among the training names.</param>
    /// <param name="name">Its symbols.</param>
    public double OfMember(int index, int[] name) => _models[_foldOfMember[index]].LogLikelihood(name);

    /// <summary>Computes the log-likelihood of a name that none of the models has seen, in nats.</summary>
    /// <param name="index">Its index among those.</param>
    /// <param name="name">Its symbols.</param>
    public double OfOther(int index, int[] name) => _models[index % _models.Length].LogLikelihood(name);
}
