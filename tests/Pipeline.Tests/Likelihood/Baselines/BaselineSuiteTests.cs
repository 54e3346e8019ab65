using MlPipeline.Likelihood.Baselines;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class BaselineSuiteTests
{
    private static readonly int[][] Train = [[0, 1, 2, 0, 1], [0, 1, 2], [2, 0, 1, 1], [1, 2, 0], [0, 0, 1, 2], [2, 0, 1, 2]];
    private static readonly int[][] Validation = [[0, 1, 2, 0], [2, 0, 1]];

    [Fact]
    public void Fit_returns_the_baselines_from_the_simplest_to_the_strongest()
    {
        var suite = BaselineSuite.Fit(Train, Validation, symbolCount: 3);

        var strongest = Assert.IsType<KneserNey>(suite[3]);
        Assert.Equal(["uniform", "unigram", "bigram", $"Kneser-Ney {strongest.Order}-gram"], suite.Select(baseline => baseline.Name));
        Assert.All(suite, baseline => Assert.Equal(3, baseline.SymbolCount));
    }

    [Fact]
    public void Fit_names_the_list_that_is_empty()
    {
        var withoutNames = Assert.Throws<ArgumentException>(() => BaselineSuite.Fit([], Validation, symbolCount: 3));
        var withoutValidation = Assert.Throws<ArgumentException>(() => BaselineSuite.Fit(Train, [], symbolCount: 3));

        Assert.Equal("train", withoutNames.ParamName);
        Assert.Equal("validation", withoutValidation.ParamName);
    }

    [Fact]
    public void Fit_refuses_a_validation_symbol_beyond_the_alphabet()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => BaselineSuite.Fit(Train, [[0, 3]], symbolCount: 3));

        Assert.Equal(3, error.ActualValue);
        Assert.Equal("validation", error.ParamName);
    }
}
