using System.Security.Cryptography;
using System.Text;
using MlPipeline.Data;
using MlPipeline.NGrams;
using MlPipeline.Text;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class BaselineSuiteTests
{
    private static readonly List<string> Names = [.. File.ReadLines(TestFiles.Names).Skip(1).Select(line => line.Split(',')[0])];
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(Names);

    [Fact]
    public void Baselines_are_listed_from_the_simplest_to_the_strongest()
    {
        var suite = BaselineSuite.Fit(Names, Vocabulary);

        Assert.Equal(
            ["uniform", "unigram", "bigram", $"Kneser-Ney {suite.KneserNey.Order}-gram"], suite.All.Select(baseline => baseline.Name));
        Assert.All(suite.All, baseline => Assert.Equal(Vocabulary.Count - Vocabulary.FirstCharacter, baseline.SymbolCount));
    }

    // By the words of the documentation: candidates see nine tenths, the tenth chooses, all are counted.
    [Fact]
    public void Order_and_smoothing_are_those_that_suit_a_tenth_of_the_training_names_best()
    {
        var held = Names.OrderBy(name => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))), StringComparer.Ordinal)
            .Take((Names.Count + 9) / 10).ToHashSet();
        int[][] all = Symbols(_ => true), rest = Symbols(name => !held.Contains(name)), choose = Symbols(held.Contains);
        var count = Vocabulary.Count - Vocabulary.FirstCharacter;

        var suite = BaselineSuite.Fit(Names, Vocabulary);

        var order = Enumerable.Range(1, 7).MinBy(order => KneserNey.Fit(rest, count, order).NatsPerCharacter(choose));
        double[] candidates = [.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5];
        var smoothing = candidates.MinBy(candidate => AdditiveNGram.Fit(rest, count, 2, candidate).NatsPerCharacter(choose));
        Assert.Equal((order, smoothing), (suite.KneserNey.Order, suite.Bigram.Smoothing));
        Assert.Equal(KneserNey.Fit(all, count, order).LogLikelihood(all[7]), suite.KneserNey.LogLikelihood(all[7]));

        int[][] Symbols(Func<string, bool> isTaken) => BaselineSuite.SymbolsOf(Names.Where(isTaken), Vocabulary);
    }

    // A split inside a split by the same hash and seed would hold out nothing, and the names would choose for themselves.
    [Theory]
    [InlineData(SplitKind.Random, 0.1, 1)]
    [InlineData(SplitKind.Random, 0.5, 1)]
    [InlineData(SplitKind.Family, 0.1, 1)]
    [InlineData(SplitKind.Random, 0.1, 0)]
    public void Tenth_is_a_tenth_however_the_training_names_were_chosen(object split, double fraction, long seed)
    {
        var kind = (SplitKind)split;
        var training = DataSplit.Split(Names.Select(name => new NameRecord(name, null, 1)), kind, fraction, seed).Training.Select(
            record => record.Name).ToList();

        var (rest, held) = BaselineSuite.Split(training);

        Assert.Equal((training.Count + 9) / 10, held.Count);
        Assert.Equal(training, rest.Concat(held).OrderBy(training.IndexOf));
    }

    [Fact]
    public void Order_of_the_names_and_repetitions_change_nothing()
    {
        string[] names = [.. Names.Take(40)];
        var vocabulary = Vocabulary.Of(names);

        var (once, often) = (BaselineSuite.Fit(names, vocabulary), BaselineSuite.Fit(names.Reverse().Concat(names[..9]), vocabulary));

        var symbols = BaselineSuite.SymbolsOf(names, vocabulary);
        Assert.All(
            once.All.Zip(often.All), pair => Assert.Equal(pair.First.NatsPerCharacter(symbols), pair.Second.NatsPerCharacter(symbols)));
        Assert.Equal(once.All.Select(baseline => baseline.Name), often.All.Select(baseline => baseline.Name));
    }

    [Fact]
    public void Without_names_nothing_is_fitted() =>
        Assert.Equal("names", Assert.Throws<ArgumentException>(() => BaselineSuite.Fit([], Vocabulary)).ParamName);

    [Fact]
    public void Character_that_the_vocabulary_lacks_is_refused() =>
        Assert.Throws<UnknownCharacterException>(() => BaselineSuite.Fit(["Ona", "Ж"], Vocabulary));
}
