using CsCheck;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Scoring.Tests.Evaluation.Statistics;

public sealed class AreaUnderCurveTests
{
    // 109 CT images in five grades (Hanley and McNeil, "The meaning and use of the area under a ROC curve", 1982, table I);
    // Stata's manual ([R] roctab) gives the area 0.8932 with DeLong's interval 0.83295 to 0.95339.
    [Fact]
    public void Interval_is_the_published_one()
    {
        var abnormal = Grades(3, 2, 2, 11, 33);
        var normal = Grades(33, 6, 6, 11, 2);

        var area = AreaUnderCurve.Of(abnormal, normal);

        Assert.Equal(0.8932, area.Value, 0.00005);
        Assert.Equal(0.83295, area.Low, 0.000005);
        Assert.Equal(0.95339, area.High, 0.000005);
    }

    [Fact]
    public void Area_and_variance_are_those_counted_pair_by_pair()
    {
        var scores = Gen.Int[0, 6].Select(i => i / 2.0).Array[2, 12];

        Gen.Select(scores, scores).Sample((positives, negatives) =>
        {
            var higher = positives.Select(x => negatives.Average(y => Psi(x, y))).ToList();
            var lower = negatives.Select(y => positives.Average(x => Psi(x, y))).ToList();
            var area = higher.Average();
            var variance = higher.Sum(v => (v - area) * (v - area)) / (positives.Length - 1) / positives.Length
                + lower.Sum(v => (v - area) * (v - area)) / (negatives.Length - 1) / negatives.Length;

            var interval = AreaUnderCurve.Of(positives, negatives);

            Assert.Equal(area, interval.Value, 12);
            Assert.Equal(Math.Max(0, area - 1.959963984540054 * Math.Sqrt(variance)), interval.Low, 6);
            Assert.Equal(Math.Min(1, area + 1.959963984540054 * Math.Sqrt(variance)), interval.High, 6);
        });
    }

    // Where both kinds have one distribution, the area is a half and its variance (m + n + 1) / (12 m n) (Mann and Whitney, 1947).
    [Fact]
    public void Interval_of_scores_that_tell_nothing_is_that_of_Mann_and_Whitney()
    {
        var random = new SplitMix64(1);
        double[] positives = [.. Enumerable.Range(0, 3000).Select(_ => (double)random.Next(1 << 30))];
        double[] negatives = [.. Enumerable.Range(0, 2000).Select(_ => (double)random.Next(1 << 30))];

        var area = AreaUnderCurve.Of(positives, negatives);

        var reach = 1.959963984540054 * Math.Sqrt(5001 / (12.0 * 3000 * 2000));
        Assert.Equal(reach, area.High - area.Value, 0.05 * reach);
        Assert.InRange(area.Value, 0.5 - 2 * reach, 0.5 + 2 * reach);
    }

    [Fact]
    public void One_score_has_an_area_but_no_interval()
    {
        var area = AreaUnderCurve.Of([2], [1, 2, 3]);

        Assert.Equal(new Interval(0.5, double.NaN, double.NaN), area);
    }

    [Fact]
    public void No_scores_and_none_that_is_a_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => AreaUnderCurve.Of([], [1, 2]));
        Assert.Throws<ArgumentException>(() => AreaUnderCurve.Of([1, 2], [double.NaN, 1]));
    }

    private static double Psi(double x, double y) => x > y ? 1 : x == y ? 0.5 : 0;

    private static double[] Grades(params int[] counts) => [.. counts.SelectMany((count, grade) => Enumerable.Repeat(grade + 1.0, count))];
}
