using MlPipeline.Data;
using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Fit;

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

    /// <summary>Gets the place of the Kneser-Ney model in <see cref="All"/>.</summary>
    public int KneserNey => All.Index().Single(baseline => baseline.Item.Key == KneserNeyKey).Index;

    /// <summary>
    /// Fits them as training does (<see cref="BaselineSuite"/>); the share of copies too is chosen on the tenth of the training names
    /// that the rest is fitted without. The test names choose nothing.
    /// </summary>
    public static EvaluationBaselines Fit(IReadOnlyList<NameRecord> train, Vocabulary vocabulary)
    {
        var suite = BaselineSuite.Fit(train.Select(record => record.Name), vocabulary);
        var copy = CopyBaseline.Fit(SymbolsOf(train, vocabulary), suite.Unigram, NovelShare(train, vocabulary, suite.Unigram.Smoothing));
        return new EvaluationBaselines(
            [
                Of(UniformKey, suite.Uniform),
                Of(UnigramKey, suite.Unigram),
                Of(BigramKey, suite.Bigram),
                Of(KneserNeyKey, suite.KneserNey),
                new EvaluationBaseline("copy", "copies of the training names", copy.LogLikelihood),
            ],
            suite.Uniform.SymbolCount, suite.KneserNey.Order);
    }

    /// <summary>Gets the symbols of names, as baselines read them.</summary>
    public static int[][] SymbolsOf(IReadOnlyList<NameRecord> names, Vocabulary vocabulary) =>
        BaselineSuite.SymbolsOf(names.Select(name => name.Name), vocabulary);

    private static double NovelShare(IReadOnlyList<NameRecord> train, Vocabulary vocabulary, double smoothing)
    {
        var (rest, held) = BaselineSuite.Split(train.Select(record => record.Name));
        var fit = BaselineSuite.SymbolsOf(rest.Count > 0 ? rest : held, vocabulary);
        var unigram = AdditiveNGram.Fit(fit, vocabulary.Count - vocabulary.FirstCharacter, order: 1, smoothing);
        return CopyBaseline.Fit(fit, BaselineSuite.SymbolsOf(held, vocabulary), unigram).NovelShare;
    }

    private static EvaluationBaseline Of(string key, IBaseline baseline) => new(key, baseline.Name, name => baseline.LogLikelihood(name));
}
