using System.Runtime.CompilerServices;
using MlPipeline.Models;

namespace MlPipeline.Training.Optimization;

/// <summary>How a network is built and trained. The defaults are those of an LSTM, and measured: see docs/experiments.md.</summary>
internal sealed record TrainingOptions
{
    /// <summary>The recurrence. Default: LSTM.</summary>
    public RecurrentCell Cell { get; init; } = RecurrentCell.Lstm;

    /// <summary>Recurrent layers, at least 1. Default: 1.</summary>
    public int Layers { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>Width of the character embedding, at least 1. Default: 64.</summary>
    public int Embedding { get; init => field = AtLeastOne(value); } = 64;

    /// <summary>Width of the hidden state, at least 1. Default: 320.</summary>
    public int Hidden { get; init => field = AtLeastOne(value); } = 320;

    /// <summary>Dropout behind each recurrent layer, in [0, 1). Default: 0.4.</summary>
    public double Dropout { get; init => field = Share(value); } = 0.4;

    /// <summary>Dropout of the embeddings, in [0, 1). Default: 0.1.</summary>
    public double EmbeddingDropout { get; init => field = Share(value); } = 0.1;

    /// <summary>Share of the input characters that are read as unknown in training, in [0, 1). Default: 0.08.</summary>
    public double TokenDropout { get; init => field = Share(value); } = 0.08;

    /// <summary>Passes over the data at most, at least 1; the learning rate ends with the last. Default: 26.</summary>
    public int Epochs { get; init => field = AtLeastOne(value); } = 26;

    /// <summary>Names in a batch, at least 1. Default: 32.</summary>
    public int BatchSize { get; init => field = AtLeastOne(value); } = 32;

    /// <summary>Largest learning rate of AdamW, above 0. Default: 0.01.</summary>
    public double LearningRate { get; init => field = Positive(value); } = 0.01;

    /// <summary>Decoupled weight decay of matrices (biases have none), at least 0. Default: 0.1.</summary>
    public double WeightDecay
    {
        get;
        init => field = double.IsFinite(value) && value >= 0 ? value : throw Invalid(value, "a finite number of at least 0");
    } = 0.1;

    /// <summary>Decay per step of the average of the weights that is validated and exported, in [0, 1). Default: 0.99.</summary>
    public double Ema { get; init => field = Share(value); } = 0.99;

    /// <summary>Epochs without a better validation after which training ends, at least 1. Default: 8.</summary>
    public int Patience { get; init => field = AtLeastOne(value); } = 8;

    /// <summary>Seconds of training after which it ends with the best weights so far; null for no limit. Default: null.</summary>
    public double? TimeBudgetSeconds
    {
        get;
        init => field = value is null ? null : Positive(value.Value);
    }

    /// <summary>Seed of weights, order and dropout: the same seed on the same machine gives the same bits. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads of the tensor library, at least 1. More than the free cores make it many times slower. Default: 1.</summary>
    public int Threads { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>Share of the labelled names that each epoch shows unlabelled, in [0, 1). Default: 0.5.</summary>
    public double UnlabelledShare { get; init => field = Share(value); } = 0.5;

    /// <summary>Largest norm of the gradient; longer ones are scaled down. Default: 1.</summary>
    public double GradientNorm { get; init => field = Positive(value); } = 1;

    /// <summary>Gets the defaults of a cell: GRU and RNN want a smaller learning rate, RNN less dropout too.</summary>
    public static TrainingOptions For(RecurrentCell cell) => cell switch
    {
        RecurrentCell.Gru => new TrainingOptions { Cell = cell, LearningRate = 0.003 },
        RecurrentCell.Rnn => new TrainingOptions { Cell = cell, LearningRate = 0.003, Dropout = 0.2 },
        _ => new TrainingOptions { Cell = cell },
    };

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1 ? value : throw Invalid(value, "a whole number of at least 1", name);

    private static double Share(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw Invalid(value, "a number from 0 up to, but not, 1", name);

    private static double Positive(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Invalid(value, "a finite number above 0", name);

    private static ArgumentOutOfRangeException Invalid(object value, string expected, [CallerMemberName] string name = "") =>
        new(name, value, $"{name} must be {expected}.");
}
