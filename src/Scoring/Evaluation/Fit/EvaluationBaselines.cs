using MlPipeline.Data;
using MlPipeline.Likelihood.Baselines;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Evaluation.Fit;

/// <summary>A model that a trained one is compared with.</summary>
/// <param name="Key">By which metrics name it.</param>
/// <param name="Name">What reports call it.</param>
/// <param name="LogLikelihood">Log-likelihood of a name with its end, in nats, from its symbols.</param>
internal sealed record EvaluationBaseline(string Key, string Name, Func<int[], double> LogLikelihood);

/// <summary>The baselines that are always there, fitted to the training names.</summary>
/// <param name="All">Uniform, unigram, bigram, modified Kneser-Ney, copies of the training names.</param>
/// <param name="Symbols">Number of symbols without the end of the name.</param>
/// <param name="Order">Order of the Kneser-Ney model.</param>
internal sealed record EvaluationBaselines(IReadOnlyList<EvaluationBaseline> All, int Symbols, int Order)
{
    /// <summary>Key of the strongest, which the model is compared with part by part.</summary>
    public const string KneserNeyKey = "kneser_ney";

    /// <summary>Key of the weakest that knows letters at all.</summary>
    public const string UnigramKey = "unigram";

    /// <summary>Key of the one that sees one letter back.</summary>
    public const string BigramKey = "bigram";

    /// <summary>Key of the one to which all characters are alike.</summary>
    public const string UniformKey = "uniform";

    private const double HeldOut = 0.1;
    private const long SplitSeed = 1;
    private const int Unigram = 1;
    private const int Bigram = 2;

    /// <summary>Gets the place of the Kneser-Ney model in <see cref="All"/>.</summary>
    public int KneserNey => All.Index().Single(baseline => baseline.Item.Key == KneserNeyKey).Index;

    /// <summary>
    /// Fits them. Smoothing, order and shares are chosen on a tenth of the training names, which the rest is fitted without; then all
    /// of the names are counted. The test names choose nothing.
    /// </summary>
    public static EvaluationBaselines Fit(IReadOnlyList<NameRecord> train, Vocabulary vocabulary)
    {
        var count = vocabulary.Count - vocabulary.FirstCharacter;
        var (rest, held) = DataSplit.Split(train, SplitKind.Random, HeldOut, SplitSeed);
        var all = SymbolsOf(train, vocabulary);
        var (fit, choose) = rest.Count > 0 && held.Count > 0 ? (SymbolsOf(rest, vocabulary), SymbolsOf(held, vocabulary)) : (all, all);

        var unigram = AdditiveNGram.Fit(fit, choose, count, Unigram);
        var bigram = AdditiveNGram.Fit(fit, choose, count, Bigram);
        var kneserNey = Likelihood.Baselines.KneserNey.Fit(all, count, Likelihood.Baselines.KneserNey.FitBestOrder(fit, choose, count).Order);
        var copy = CopyBaseline.Fit(all, AdditiveNGram.Fit(all, count, Unigram, unigram.Smoothing), CopyBaseline.Fit(fit, choose, unigram).NovelShare);
        return new EvaluationBaselines(
            [
                Of(UniformKey, new UniformBaseline(count)),
                Of(UnigramKey, AdditiveNGram.Fit(all, count, Unigram, unigram.Smoothing)),
                Of(BigramKey, AdditiveNGram.Fit(all, count, Bigram, bigram.Smoothing)),
                Of(KneserNeyKey, kneserNey),
                new EvaluationBaseline("copy", "copies of the training names", copy.LogLikelihood),
            ],
            count, kneserNey.Order);
    }

    /// <summary>Gets the symbols of names, as baselines read them.</summary>
    public static int[][] SymbolsOf(IReadOnlyList<NameRecord> names, Vocabulary vocabulary) =>
        [.. names.Select(name => Array.ConvertAll(vocabulary.EncodeCharacters(name.Name), id => (int)id - vocabulary.FirstCharacter))];

    private static EvaluationBaseline Of(string key, IBaseline baseline) => new(key, baseline.Name, name => baseline.LogLikelihood(name));
}
