namespace MlPipeline.Training.Optimization;

/// <summary>Linear warm-up over the first epoch times half a cosine from 1 to 0.01 over all epochs (Loshchilov and Hutter 2017).</summary>
/// <param name="peak">Largest learning rate.</param>
/// <param name="stepsPerEpoch">Batches in an epoch.</param>
/// <param name="epochs">Epochs at most.</param>
internal sealed class LearningRateSchedule(double peak, int stepsPerEpoch, int epochs)
{
    private const double Floor = 0.01;

    /// <summary>Gets the learning rate of a step, counted from 0.</summary>
    public double At(long step)
    {
        var warmup = Math.Min(1, (step + 1.0) / stepsPerEpoch);
        var cosine = 0.5 * (1 + Math.Cos(Math.PI * step / ((double)stepsPerEpoch * epochs)));
        return peak * warmup * (cosine * (1 - Floor) + Floor);
    }
}
