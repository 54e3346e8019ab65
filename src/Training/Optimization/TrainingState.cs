using MlPipeline.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlPipeline.Training.Optimization;

/// <summary>All that training carries from epoch to epoch. What is in here is in the checkpoint, and nothing else is.</summary>
internal sealed class TrainingState : IDisposable
{
    public TrainingState(NetworkShape shape, TrainingOptions options)
    {
        Shape = shape;
        manual_seed(options.Seed);
        Network = new CharacterNetwork(shape, new NetworkDropout(options.TokenDropout, options.EmbeddingDropout, options.Dropout));
        Average = new CharacterNetwork(shape, NetworkDropout.None);
        Best = new CharacterNetwork(shape, NetworkDropout.None);
        Average.CopyFrom(Network);
        Best.CopyFrom(Network);
        Average.eval();
        Best.eval();
        Optimizer = CreateOptimizer(Network, options);
    }

    public NetworkShape Shape { get; }

    /// <summary>The weights that the optimiser moves.</summary>
    public CharacterNetwork Network { get; }

    /// <summary>Their moving average: what is validated.</summary>
    public CharacterNetwork Average { get; }

    /// <summary>The average at the best validation: what is exported.</summary>
    public CharacterNetwork Best { get; }

    public AdamW Optimizer { get; }

    /// <summary>Steps taken.</summary>
    public long Step { get; set; }

    /// <summary>Epochs finished, oldest first.</summary>
    public List<EpochMetrics> History { get; init; } = [];

    /// <summary>Whether training has ended by itself, so that there is nothing to resume.</summary>
    public bool IsFinished { get; set; }

    public EpochMetrics? BestEpoch => History.Count == 0 ? null : History.MinBy(epoch => epoch.ValidationNats);

    public int EpochsSinceBest => History.Count == 0 ? 0 : History[^1].Epoch - BestEpoch!.Epoch;

    /// <summary>Moves the average towards the network: quickly at first, by 1 − <paramref name="decay"/> later.</summary>
    public void UpdateAverage(double decay)
    {
        using var _ = no_grad();
        var kept = Math.Min(decay, (1.0 + Step) / (10 + Step));
        foreach (var (average, current) in Average.parameters().Zip(Network.parameters()))
            average.mul_(kept).add_(current, alpha: 1 - kept);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        Best.Dispose();
        Average.Dispose();
        Network.Dispose();
    }

    // Biases are not decayed.
    private static AdamW CreateOptimizer(CharacterNetwork network, TrainingOptions options)
    {
        var decays = network.parameters().ToLookup(parameter => parameter.dim() > 1);
        return new AdamW(
            [Group(decays[true], options.WeightDecay), Group(decays[false], 0)],
            options.LearningRate, beta2: 0.99, weight_decay: options.WeightDecay);

        AdamW.ParamGroup Group(IEnumerable<Parameter> parameters, double decay) =>
            new(parameters, new AdamW.Options
            {
                LearningRate = options.LearningRate,
                InitialLearningRate = options.LearningRate,
                beta1 = 0.9,
                beta2 = 0.99,
                eps = 1e-8,
                weight_decay = decay,
            });
    }
}
