using System.Globalization;
using System.Runtime.CompilerServices;
using MlPipeline.Models;

namespace MlPipeline.Training.Optimization;

/// <summary>How a network is built and trained. The defaults are those of an LSTM, and measured: see docs/experiments.md.</summary>
internal sealed record TrainingOptions
{
    private const int Year = 366 * 24 * 60 * 60; // seconds

    /// <summary>The recurrence. Default: LSTM.</summary>
    public RecurrentCell Cell { get; init; } = RecurrentCell.Lstm;

    /// <summary>Recurrent layers, from 1 to 16. Default: 1.</summary>
    public int Layers { get; init => field = FromOne(16, value); } = 1;

    /// <summary>Width of the character embedding, from 1 to 4,096. Default: 64.</summary>
    public int Embedding { get; init => field = FromOne(4_096, value); } = 64;

    /// <summary>Width of the hidden state, from 1 to 4,096. Default: 320.</summary>
    public int Hidden { get; init => field = FromOne(4_096, value); } = 320;

    /// <summary>Dropout after each recurrent layer, in [0, 1). Default: 0.4.</summary>
    public double Dropout { get; init => field = Share(value); } = 0.4;

    /// <summary>Dropout of the embeddings, in [0, 1). Default: 0.1.</summary>
    public double EmbeddingDropout { get; init => field = Share(value); } = 0.1;

    /// <summary>Share of the input characters that are read as unknown in training, in [0, 1). Default: 0.08.</summary>
    public double TokenDropout { get; init => field = Share(value); } = 0.08;

    /// <summary>Passes over the data at most, from 1 to 100,000; the learning rate ends with the last. Default: 26.</summary>
    public int Epochs { get; init => field = FromOne(100_000, value); } = 26;

    /// <summary>Names in a batch, from 1 to 4,096. Default: 32.</summary>
    public int BatchSize { get; init => field = FromOne(4_096, value); } = 32;

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

    /// <summary>Epochs without a better validation after which training ends, from 1 to 100,000. Default: 8.</summary>
    public int Patience { get; init => field = FromOne(100_000, value); } = 8;

    /// <summary>
    /// Seconds of training after which it ends with the best weights so far; up to a year; null for no limit. Default: null.
    /// </summary>
    public double? TimeBudgetSeconds
    {
        get;
        init => field = value is null or (> 0 and <= Year) ? value : throw Invalid(value, "a number above 0 and up to 31,622,400");
    }

    /// <summary>Seed of weights, order and dropout: the same seed on the same machine gives the same bits. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Threads of the tensor library, from 1 to 512; no more than there are processors are used. More than the free cores make it many
    /// times slower. Default: 1.
    /// </summary>
    public int Threads { get; init => field = FromOne(512, value); } = 1;

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

    /// <summary>
    /// Refuses sizes that are each allowed and together more than memory bears: 400 MB of weights, of which training keeps several copies.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The network or a batch is too large.</exception>
    public void CheckTogether()
    {
        // a cell of a batch takes about a kilobyte for a name of usual length
        const long MostWeights = 100_000_000, MostCells = 2_000_000;
        var (layers, embedding, hidden) = ((long)Layers, (long)Embedding, (long)Hidden);
        var weights = 4 * hidden * (embedding + hidden + (layers - 1) * 2 * hidden);
        if (weights > MostWeights)
        {
            throw Invalid(Hidden, string.Create(CultureInfo.InvariantCulture,
                $"smaller: with layers = {Layers} and embedding = {Embedding} there are {weights / 1_000_000:N0} million weights, and " +
                    $"100 million are the most"), nameof(Hidden));
        }

        if (BatchSize * layers * hidden > MostCells)
        {
            throw Invalid(BatchSize, string.Create(CultureInfo.InvariantCulture,
                $"at most {Math.Max(1, MostCells / (layers * hidden)):N0} with layers = {Layers} and hidden = {Hidden}"),
                    nameof(BatchSize));
        }
    }

    private static int FromOne(int most, int value, [CallerMemberName] string name = "") => Limits.Check(value, 1, most, name);

    private static double Share(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw Invalid(value, "a number from 0 up to, but not, 1", name);

    private static double Positive(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Invalid(value, "a finite number above 0", name);

    private static ArgumentOutOfRangeException Invalid(object value, string expected, [CallerMemberName] string name = "") =>
        new(name, value, $"{name} must be {expected}.");
}
