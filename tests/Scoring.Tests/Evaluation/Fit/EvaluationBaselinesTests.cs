using MlPipeline.Data;
using MlPipeline.Evaluation.Fit;
using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation.Fit;

public sealed class EvaluationBaselinesTests
{
    [Fact]
    public void Baselines_are_five_and_give_every_name_a_finite_likelihood()
    {
        var names = File.ReadLines(TestFiles.Names).Skip(1).Select(line => new NameRecord(line.Split(',')[0], null, 1)).ToList();
        var vocabulary = Vocabulary.Of(names.Select(record => record.Name));

        var baselines = EvaluationBaselines.Fit(names, vocabulary);

        Assert.Equal(["uniform", "unigram", "bigram", "kneser_ney", "copy"], baselines.All.Select(baseline => baseline.Key));
        var symbols = EvaluationBaselines.SymbolsOf([new NameRecord("Zžžž", null, 1)], vocabulary)[0];
        Assert.All(
            baselines.All, baseline =>
                Assert.True(double.IsFinite(baseline.LogLikelihood(symbols)) && baseline.LogLikelihood(symbols) < 0));
        Assert.Equal(-5 * Math.Log(vocabulary.Count - vocabulary.FirstCharacter + 1), baselines.All[0].LogLikelihood(symbols), 10);
    }

    [Fact]
    public void Copies_have_the_share_of_their_rows_and_new_names_that_of_the_unigram()
    {
        int[][] train = [[0], [0], [1, 1]];
        var unigram = AdditiveNGram.Fit(train, symbolCount: 2, order: 1, smoothing: 1);

        var copy = CopyBaseline.Fit(train, unigram, novelShare: 0.25);

        Assert.Equal(Math.Log(0.75 * 2 / 3 + 0.25 * Math.Exp(unigram.LogLikelihood([0]))), copy.LogLikelihood([0]), 12);
        Assert.Equal(Math.Log(0.25) + unigram.LogLikelihood([1]), copy.LogLikelihood([1]), 12);
    }

    [Fact]
    public void Share_of_new_names_is_the_one_that_suits_other_names_best()
    {
        int[][] train = [[0], [1], [0, 1], [1, 0]];
        var unigram = AdditiveNGram.Fit(train, symbolCount: 2, order: 1, smoothing: 1);

        Assert.Equal(0.01, CopyBaseline.Fit(train, [[0], [1]], unigram).NovelShare);
        Assert.Equal(0.99, CopyBaseline.Fit(train, [[0, 0], [1, 1, 1]], unigram).NovelShare);
    }
}
