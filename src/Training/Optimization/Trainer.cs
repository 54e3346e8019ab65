using System.Diagnostics;
using MlPipeline.Training.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlPipeline.Training.Optimization;

/// <summary>Why training ended.</summary>
internal enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>Validation had not improved for as many epochs as the patience allows.</summary>
    OutOfPatience,

    /// <summary>The time budget is used up.</summary>
    OutOfTime,

    /// <summary>Somebody asked to stop; a checkpoint can be resumed.</summary>
    Interrupted,
}

/// <summary>Is told how training goes. Called on the training thread.</summary>
internal interface ITrainingObserver
{
    /// <summary>A step of the running epoch is done.</summary>
    void OnStep(int epoch, double shareOfEpoch, double trainingNats, double charactersPerSecond);

    /// <summary>An epoch is done, validated and part of the state.</summary>
    void OnEpoch(TrainingState state);
}

/// <summary>
/// The training loop. All chance comes from the seed and the number of the epoch, so that an epoch repeated after a stop
/// is the same to the bit.
/// </summary>
internal sealed class Trainer(
    TrainingOptions options, TrainingData data, TrainingState state, ITrainingObserver observer, TimeProvider clock)
{
    private const int StepsBetweenFinalizers = 256;

    private readonly LearningRateSchedule _schedule = new(
        options.LearningRate, BatchPlan.Count(data.Training.Count, options.BatchSize), options.Epochs);

    private readonly TimeSpan _before = TimeSpan.FromSeconds(state.History.LastOrDefault()?.Seconds ?? 0);
    private readonly long _start = clock.GetTimestamp();

    private TimeSpan Elapsed => _before + clock.GetElapsedTime(_start);

    private bool IsOutOfTime => Elapsed.TotalSeconds >= (options.TimeBudgetSeconds ?? double.PositiveInfinity);

    /// <summary>Trains until an end is reached; <see cref="TrainingState.Best"/> then holds the best weights.</summary>
    public TrainingEnd Run(CancellationToken cancellation)
    {
        while (!state.IsFinished)
        {
            if (TrainEpoch(state.History.Count + 1, cancellation) is not { } trained)
                return TrainingEnd.Interrupted;

            var (nats, charactersPerSecond) = trained;
            state.History.Add(new EpochMetrics(
                state.History.Count + 1, _schedule.At(state.Step - 1), nats,
                Evaluation.NatsPerCharacter(state.Average, data.Validation, labelled: false),
                data.Vocabulary.Labels.Count > 0 ? Evaluation.NatsPerCharacter(state.Average, data.Validation, labelled: true) : null,
                charactersPerSecond, Elapsed.TotalSeconds));
            if (state.EpochsSinceBest == 0)
                state.Best.CopyFrom(state.Average);

            state.IsFinished = End is not null;
            observer.OnEpoch(state);
        }

        return End ?? TrainingEnd.Completed;
    }

    private TrainingEnd? End =>
        state.History.Count >= options.Epochs ? TrainingEnd.Completed
        : state.EpochsSinceBest >= options.Patience ? TrainingEnd.OutOfPatience
        : IsOutOfTime ? TrainingEnd.OutOfTime
        : null;

    // Null where somebody asked to stop: the epoch is then left unfinished.
    private (double Nats, double CharactersPerSecond)? TrainEpoch(int epoch, CancellationToken cancellation)
    {
        var seed = HashSeed(options.Seed, epoch);
        var random = new Random(seed);
        manual_seed(seed);
        state.Network.train();

        var batches = BatchPlan.Shuffle(data.Training, options.BatchSize, random);
        var (nats, predictions, watch) = (0.0, 0L, Stopwatch.StartNew());
        foreach (var (index, names) in batches.Index())
        {
            if (cancellation.IsCancellationRequested)
                return null;

            if (index % StepsBetweenFinalizers == 0)
                FinalizerPause.Renew();
            using var scope = NewDisposeScope();
            var batch = Batch.Of(names, name => random.NextDouble() < options.UnlabelledShare ? Text.Vocabulary.Boundary : name.Start);
            nats += Step(batch) * batch.Predictions;
            predictions += batch.Predictions;
            observer.OnStep(epoch, (index + 1.0) / batches.Count, nats / predictions, predictions / watch.Elapsed.TotalSeconds);
            if (IsOutOfTime)
                break;
        }

        return (nats / predictions, predictions / watch.Elapsed.TotalSeconds);
    }

    private double Step(Batch batch)
    {
        foreach (var group in state.Optimizer.ParamGroups)
            group.LearningRate = _schedule.At(state.Step);

        var (logits, _) = state.Network.Forward(batch.Inputs);           // [B, T, V]
        var loss = functional.cross_entropy(
            logits.view(-1, state.Shape.Vocabulary), batch.Targets.view(-1), ignore_index: Batch.Ignored); // []
        state.Optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(state.Network.parameters(), options.GradientNorm);
        state.Optimizer.step();
        state.UpdateAverage(options.Ema);
        state.Step++;
        return loss.item<float>();
    }

    // Neighbouring seeds and epochs must not share their chance: the mixing step of SplitMix64 (Steele et al. 2014).
    private static int HashSeed(int seed, int epoch)
    {
        var x = unchecked(((ulong)(uint)seed << 32 | (uint)epoch) + 0x9E3779B97F4A7C15UL);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return (int)((x ^ (x >> 31)) & int.MaxValue);
    }
}
