using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class CalibrationTests
{
    // Two guesses in (12/15, 13/15], 0.85 stated and half come; three in (7/15, 8/15], 0.5 stated and all come; one at 1 that comes.
    private static readonly TopPrediction[] Few =
    [
        new(0, 0.84, true), new(1, 0.86, false), new(0, 0.48, true), new(1, 0.50, true), new(2, 0.52, true), new(2, 1, true),
    ];

    [Fact]
    public void Expected_error_is_the_one_worked_out_by_hand()
    {
        var calibration = Calibration.Of(Few, names: 3, seed: 1);

        Assert.Equal(2 / 6.0 * 0.35 + 3 / 6.0 * 0.5 + 1 / 6.0 * 0, calibration.ExpectedError.Value, 12);
        Assert.Equal(4.2 / 6, calibration.Confidence.Value, 12);
        Assert.Equal(5 / 6.0, calibration.Accuracy.Value, 12);
        Assert.Equal(-0.8 / 6, calibration.Overconfidence.Value, 12);
    }

    [Fact]
    public void Bins_hold_their_upper_ends_and_empty_ones_stay()
    {
        var bins = Calibration.Of(
            [.. Few, new TopPrediction(0, 1 / 15.0, false), new TopPrediction(0, 7 / 15.0, false)], names: 3, seed: 1).Bins;

        Assert.Equal([1, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0, 0, 2, 0, 1], bins.Select(bin => bin.Count));
        Assert.Equal((12 / 15.0, 13 / 15.0), (bins[12].From, bins[12].To));
        Assert.Equal((0.85, 0.5), (Math.Round(bins[12].Confidence, 12), bins[12].Accuracy.Value));
        Assert.True(double.IsNaN(bins[1].Confidence) && double.IsNaN(bins[1].Accuracy.Value) && double.IsNaN(bins[1].Accuracy.Low));
    }

    [Fact]
    public void Bin_where_all_come_leaves_room_for_some_that_dont()
    {
        var accuracy = Calibration.Of(Few, names: 3, seed: 1).Bins[7].Accuracy;

        Assert.Equal(3 / (3 + 1.959963984540054 * 1.959963984540054), accuracy.Low, 12);
        Assert.Equal((1, 1), (accuracy.Value, accuracy.High));
    }

    // Names of ten guesses that all come or all don't are worth one guess each: √(¼ / 400) · 1.96 to each side, not √(¼ / 4000) · 1.96.
    [Fact]
    public void Guesses_of_a_name_hang_together()
    {
        var guesses = Enumerable.Range(0, 4000).Select(i => new TopPrediction(i / 10, 0.5, i / 10 % 2 == 0)).ToList();

        var calibration = Calibration.Of(guesses, names: 400, seed: 1);

        Assert.Equal(0.098, calibration.Accuracy.High - calibration.Accuracy.Low, 0.006);
        Assert.Equal(calibration.Accuracy, calibration.Bins[7].Accuracy);
    }

    // A model that states p + 0.1 where p comes errs by 0.1; one that keeps its word, by 0.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0)]
    public void Interval_holds_the_true_error_as_often_as_it_says(double error)
    {
        var (random, held) = (new SplitMix64(3), 0);
        for (var trial = 0; trial < 40; trial++)
        {
            var guesses = new TopPrediction[1200];
            for (var i = 0; i < guesses.Length; i++)
            {
                var share = 0.05 + random.Next(850) / 1000.0;
                guesses[i] = new TopPrediction(i / 6, share + error, random.Next(1 << 30) < share * (1 << 30));
            }

            var expected = Calibration.Of(guesses, names: 200, trial).ExpectedError;
            held += expected.Low <= error && error <= expected.High ? 1 : 0;
        }

        Assert.InRange(held, 36, 40);
    }

    [Fact]
    public void Intervals_repeat_with_the_seed()
    {
        TopPrediction[] guesses = [.. Enumerable.Range(0, 200).Select(i => new TopPrediction(i / 4, i * 37 % 100 / 100.0, i % 3 == 0))];

        var calibration = Calibration.Of(guesses, names: 50, seed: 1);

        Assert.Equal(calibration.ExpectedError, Calibration.Of(guesses, names: 50, seed: 1).ExpectedError);
        Assert.NotEqual(calibration.ExpectedError, Calibration.Of(guesses, names: 50, seed: 2).ExpectedError);
    }

    [Fact]
    public void Names_without_guesses_change_nothing()
    {
        var calibration = Calibration.Of(Few, names: 3, seed: 1);

        var again = Calibration.Of([.. Few.Select(guess => guess with { Name = guess.Name * 2 })], names: 9, seed: 1);

        Assert.Equal(calibration.ExpectedError, again.ExpectedError);
        Assert.Equal(calibration.Bins.Where(bin => bin.Count > 0), again.Bins.Where(bin => bin.Count > 0));
    }

    [Fact]
    public void No_guesses_and_guesses_of_no_name_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Calibration.Of([], names: 3, seed: 1));
        var exception = Assert.Throws<ArgumentException>(() => Calibration.Of(Few, names: 2, seed: 1));
        Assert.Contains("name 2", exception.Message, StringComparison.Ordinal);
    }
}
