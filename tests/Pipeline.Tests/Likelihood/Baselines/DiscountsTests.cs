using MlPipeline.NGrams;

namespace MlPipeline.Tests.Likelihood.Baselines;

public sealed class DiscountsTests
{
    // n1 = 4, n2 = 2, n3 = 1, n4 = 1: Y = 4 / (4 + 2·2) = 1/2,
    // D1 = 1 − 2Y·2/4 = 1/2, D2 = 2 − 3Y·1/2 = 5/4, D3+ = 3 − 4Y·1/1 = 1.
    [Fact]
    public void Estimate_follows_the_formula_of_Chen_and_Goodman()
    {
        var discounts = Discounts.Estimate([1, 1, 2, 1, 4, 3, 1, 2, 9]);

        Assert.Equal(new Discounts(0.5, 1.25, 1), discounts);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 2, 3, 4 })]
    [InlineData(new[] { 1, 3, 4 })]
    [InlineData(new[] { 1, 2, 4 })]
    public void Estimate_falls_back_where_a_count_does_not_occur(int[] counts)
    {
        var discounts = Discounts.Estimate(counts);

        Assert.Equal(new Discounts(0.5, 1, 1.5), discounts);
    }

    // Y = 1/3 in both: D2 = 2 − 3Y·3/1 = −1 in the first, D3+ = 3 − 4Y·3/1 = −1 in the second.
    [Theory]
    [InlineData(new[] { 1, 2, 3, 3, 3 })]
    [InlineData(new[] { 1, 2, 3, 4, 4, 4 })]
    public void Estimate_falls_back_where_it_would_add_to_a_count(int[] counts)
    {
        var discounts = Discounts.Estimate(counts);

        Assert.Equal(new Discounts(0.5, 1, 1.5), discounts);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(3, 1.5)]
    [InlineData(1000, 1.5)]
    public void Indexer_picks_the_discount_of_a_count(int count, double expected)
    {
        Assert.Equal(expected, Discounts.Fallback[count]);
    }
}
