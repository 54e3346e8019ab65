using CsCheck;
using MlPipeline.Scoring.Reports.Charts;

namespace MlPipeline.Scoring.Tests.Reports.Charts;

public sealed class ScaleTests
{
    private static readonly Gen<double> Numbers = Gen.OneOf(
        Gen.Double[-10, 10], Gen.Double[0, 1e-6], Gen.Double[1e6, 1e9], Gen.Int[-20, 20].Select(i => (double)i), Gen.Double,
        Gen.OneOf(new[] { 0, -0.0, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e16, 1e16 + 2, 0.1 + 0.2 }.Select(Gen.Const).ToArray()));

    private static readonly Gen<IScale> Scales = Gen.Select(Numbers.Array[0, 6], Gen.Bool, Gen.Int[1, 12], (values, log, intervals) =>
        log ? (IScale)LogScale.Covering(values, 40, 700, intervals) : LinearScale.Covering(values, 40, 700, intervals));

    [Fact]
    public void Scale_keeps_the_order_of_values() => Gen.Select(Scales, Numbers, Numbers).Sample((scale, one, other) =>
    {
        if (scale.Shows(one) && scale.Shows(other) && one <= other)
            Assert.True(scale.Position(one) <= scale.Position(other));
    });

    [Fact]
    public void Scale_shows_its_values_between_its_ends() => Gen.Select(Numbers.Array[1, 6], Gen.Bool).Sample((values, log) =>
    {
        IScale scale = log ? LogScale.Covering(values, 40, 700) : LinearScale.Covering(values, 40, 700);

        foreach (var value in values.Where(scale.Shows))
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
    public void Ticks_are_1_2_or_5_times_a_power_of_ten_apart() => Gen.Select(Gen.Double[-1000, 1000], Gen.Double[0.001, 1000], Gen.Int[1, 12]).Sample((low, width, intervals) =>
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

    [Theory]
    [InlineData(new[] { 0.3, 2 }, "0.2 0.5 1 2")]
    [InlineData(new[] { 1.0, 5000 }, "1 10 100 1,000")]
    [InlineData(new[] { 3.0, 4 }, "2 5")]
    [InlineData(new[] { 5.0 }, "5 10")]
    [InlineData(new double[0], "1 2 5 10")]
    [InlineData(new[] { 0.0, -3, double.NaN }, "1 2 5 10")]
    [InlineData(new[] { 1e-8, 1e8 }, "1e-6 0.001 1 1,000 1,000,000")]
    public void Log_ticks_are_those_a_hand_would_draw(double[] values, string expected) =>
        Assert.Equal(expected, string.Join(' ', LogScale.Covering(values, 0, 100, 5).Ticks.Select(tick => tick.Text)));

    [Fact]
    public void Log_scale_gives_equal_ratios_equal_lengths()
    {
        var scale = LogScale.Covering([1, 100], 0, 200);

        Assert.Equal([0, 100, 200], new[] { 1.0, 10, 100 }.Select(scale.Position));
        Assert.Equal(30.103, scale.Position(2), 3);
    }

    [Fact]
    public void Linear_scale_gives_a_constant_room_on_both_sides()
    {
        var scale = LinearScale.Covering([3, 3], 0, 100);

        Assert.Equal("2.7 2.8 2.9 3.0 3.1 3.2 3.3", string.Join(' ', scale.Ticks.Select(tick => tick.Text)));
        Assert.Equal(50, scale.Position(3), 9);
    }
}
