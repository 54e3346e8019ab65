using CsCheck;
using MlPipeline.Reporting.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

public sealed class ScaleTests
{
    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Double[-10, 10], Gen.Double[0, 1e-6], Gen.Double[1e6, 1e9], Gen.Int[-20, 20].Select(i => (double)i), Gen.Double,
        Gen.OneOf(
            new[] { 0, -0.0, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
                1e16, 1e16 + 2, 0.1 + 0.2 }.Select(Gen.Const).ToArray()));

    private static readonly Gen<LinearScale> Scales = Gen.Select(
        Numbers.Array[0, 6], Gen.Int[1, 12], (values, intervals) => LinearScale.Covering(values, 40, 700, intervals));

    [Fact]
    public void Scale_keeps_the_order_of_values() => Gen.Select(Scales, Numbers, Numbers).Sample((scale, one, other) =>
    {
        if (LinearScale.Shows(one) && LinearScale.Shows(other) && one <= other)
            Assert.True(scale.Position(one) <= scale.Position(other));
    });

    [Fact]
    public void Scale_shows_its_values_between_its_ends() => Numbers.Array[1, 6].Sample(values =>
    {
        var scale = LinearScale.Covering(values, 40, 700);

        foreach (var value in values.Where(LinearScale.Shows))
            Assert.InRange(scale.Position(value), 40 - 1e-3, 700 + 1e-3);
    });

    [Fact]
    public void Ticks_rise_stand_inside_and_differ_in_their_text() => Scales.Sample(scale =>
    {
        var ticks = scale.Ticks;

        Assert.InRange(ticks.Count, 1, 40);
        Assert.All(ticks, tick => Assert.InRange(scale.Position(tick.Value), 40 - 1e-6, 700 + 1e-6));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(pair.First.Value < pair.Second.Value));
    });

    [Fact]
    public void Ticks_are_1_2_or_5_times_a_power_of_ten_apart() =>
        Gen.Select(Gen.Double[-1000, 1000], Gen.Double[0.001, 1000], Gen.Int[1, 12]).Sample((low, width, intervals) =>
    {
        var ticks = NiceTicks.Cover(low, low + width, intervals);

        var step = ticks[1].Value - ticks[0].Value;
        var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-6));
        Assert.True(Math.Round(mantissa, 4) is 1 or 2 or 5, $"Step {step}");
        Assert.InRange(ticks.Count, 2, intervals + 3);
        Assert.True(ticks[0].Value <= low + (1e-6 * width) && ticks[^1].Value >= low + width - (1e-6 * width));
        Assert.Equal(ticks.Count, ticks.Select(tick => tick.Text).Distinct().Count());
        Assert.All(ticks, tick => Assert.Equal(tick.Value, double.Parse(tick.Text, System.Globalization.CultureInfo.InvariantCulture), 6));
    });

    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 30, 6, "0 5 10 15 20 25 30")]
    [InlineData(1.4, 2.9, 6, "1.0 1.5 2.0 2.5 3.0")]
    [InlineData(-0.12, 0.97, 5, "-0.5 0 0.5 1.0")]
    [InlineData(0, 12345, 4, "0 5,000 10,000 15,000")]
    [InlineData(0, 3e7, 3, "0 1e7 2e7 3e7")]
    [InlineData(0.3, 0.9, 6, "0.3 0.4 0.5 0.6 0.7 0.8 0.9")]
    public void Ticks_are_those_a_hand_would_draw(double low, double high, int intervals, string expected) =>
        Assert.Equal(expected, string.Join(' ', NiceTicks.Cover(low, high, intervals).Select(tick => tick.Text)));

    [Fact]
    public void Linear_scale_gives_a_constant_room_on_both_sides()
    {
        var scale = LinearScale.Covering([3, 3], 0, 100);

        Assert.Equal("2.7 2.8 2.9 3.0 3.1 3.2 3.3", string.Join(' ', scale.Ticks.Select(tick => tick.Text)));
        Assert.Equal(50, scale.Position(3), 9);
    }
}
