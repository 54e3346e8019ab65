using MlPipeline.Evaluation.Samples;

namespace MlPipeline.Scoring.Tests.Evaluation.Samples;

public sealed class CoverageTests
{
    [Fact]
    public void Expectation_is_that_of_drawing()
    {
        double[] probabilities = [0.3, 0.02, 0.001, 0];
        const int Samples = 50, Runs = 4000;
        var random = new Random(4);

        var coverage = Coverage.Of(probabilities, [true, false, false, false], Samples, seed: 1);

        var found = Enumerable.Range(0, Runs)
            .Sum(_ => probabilities.Count(q => Enumerable.Range(0, Samples).Any(_ => random.NextDouble() < q)));
        Assert.Equal(found / (double)(Runs * probabilities.Length), coverage.Expected.Value, 2);
        Assert.Equal((1 - Math.Pow(0.7, 50) + 1 - Math.Pow(0.98, 50) + 1 - Math.Pow(0.999, 50)) / 4, coverage.Expected.Value, 12);
        Assert.Equal(0.25, coverage.Observed.Value);
    }
}
