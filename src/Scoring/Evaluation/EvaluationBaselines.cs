using MlPipeline.Data;
using MlPipeline.Likelihood.Baselines;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Evaluation;

/// <summary>A model that a trained one is compared with.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="LogLikelihood">Log-likelihood of a name with its end, in nats, from its symbols.</param>
internal sealed record EvaluationBaseline(string Name, Func<int[], double> LogLikelihood);

/// <summary>Fits the baselines that are always there to the training names.</summary>
internal static class EvaluationBaselines
{
    private const double HeldOut = 0.1;
    private const long SplitSeed = 1;
    private const int Unigram = 1;
    private const int Bigram = 2;

    /// <summary>
    /// Fits them. Smoothing, order and shares are chosen on a tenth of the training names, which the rest is fitted without; then all
    /// of the names are counted. The test names choose nothing.
    /// </summary>
    /// <returns>Uniform, unigram, bigram, modified Kneser-Ney, copies of the training set.</returns>
    public static IReadOnlyList<EvaluationBaseline> Fit(IReadOnlyList<NameRecord> train, Vocabulary vocabulary)
    {
        var count = vocabulary.Count - vocabulary.FirstCharacter;
        var (rest, held) = DataSplit.Split(train, SplitKind.Random, HeldOut, SplitSeed);
        var all = SymbolsOf(train, vocabulary);
        var (fit, choose) = rest.Count > 0 && held.Count > 0 ? (SymbolsOf(rest, vocabulary), SymbolsOf(held, vocabulary)) : (all, all);

        var unigram = AdditiveNGram.Fit(fit, choose, count, Unigram);
        var bigram = AdditiveNGram.Fit(fit, choose, count, Bigram);
        var kneserNey = KneserNey.Fit(all, count, KneserNey.FitBestOrder(fit, choose, count).Order);
        var copy = CopyBaseline.Fit(all, AdditiveNGram.Fit(all, count, Unigram, unigram.Smoothing), CopyBaseline.Fit(fit, choose, unigram).NovelShare);
        return
        [
            Of(new UniformBaseline(count)),
            Of(AdditiveNGram.Fit(all, count, Unigram, unigram.Smoothing)),
            Of(AdditiveNGram.Fit(all, count, Bigram, bigram.Smoothing)),
            Of(kneserNey),
            new EvaluationBaseline("copies of the training names", copy.LogLikelihood),
        ];
    }

    /// <summary>Gets the symbols of names, as baselines read them.</summary>
    public static int[][] SymbolsOf(IReadOnlyList<NameRecord> names, Vocabulary vocabulary) =>
        [.. names.Select(name => Array.ConvertAll(vocabulary.EncodeCharacters(name.Name), id => (int)id - vocabulary.FirstCharacter))];

    private static EvaluationBaseline Of(IBaseline baseline) => new(baseline.Name, name => baseline.LogLikelihood(name));
}
