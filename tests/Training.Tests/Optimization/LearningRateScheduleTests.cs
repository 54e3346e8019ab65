using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Tests.Optimization;

public sealed class LearningRateScheduleTests
{
    // By hand for 4 steps an epoch, 2 epochs, peak 1: warm-up (s + 1) / 4 up to 1, times 0.99 · (1 + cos(π s / 8)) / 2 + 0.01.
    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1, 0.4811602)]
    [InlineData(4, 0.505)]
    [InlineData(8, 0.01)]
    public void At_warms_up_and_then_follows_half_a_cosine(long step, double expected)
    {
        var schedule = new LearningRateSchedule(peak: 1, stepsPerEpoch: 4, epochs: 2);

        Assert.Equal(expected, schedule.At(step), 1e-6);
    }
}
