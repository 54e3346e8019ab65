using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Report;

/// <summary>How well the model takes held-out names, in nats per character.</summary>
/// <param name="Baselines">The model beside each baseline, over all names.</param>
/// <param name="Parts">The model beside the best counting baseline, over all names and over parts of them.</param>
/// <param name="Lengths">The same by the length of the name.</param>
/// <param name="Positions">Nats of the model by the place in the name.</param>
/// <param name="Calibration">Whether its probabilities mean what they say.</param>
internal sealed record FitSection(
    IReadOnlyList<BaselineFit> Baselines, IReadOnlyList<PartFit> Parts, IReadOnlyList<PartFit> Lengths,
    IReadOnlyList<PositionFit> Positions,
    Calibration Calibration);

/// <summary>A baseline, and the model less the baseline on the same names: below 0 where the model is better.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="NatsPerCharacter">Of the baseline.</param>
/// <param name="Difference">The model's less the baseline's, paired.</param>
/// <param name="Verdict">What may be said of the model.</param>
internal sealed record BaselineFit(string Name, Interval NatsPerCharacter, Interval Difference, Verdict Verdict);

/// <summary>A part of the held-out names.</summary>
/// <param name="Title">What part.</param>
/// <param name="Count">Names in it.</param>
/// <param name="Model">Nats per character of the model.</param>
/// <param name="Baseline">Nats per character of modified Kneser-Ney.</param>
/// <param name="Difference">The model's less the baseline's, paired.</param>
/// <param name="Verdict">What may be said of the model.</param>
internal sealed record PartFit(string Title, int Count, Interval Model, Interval Baseline, Interval Difference, Verdict Verdict);

/// <summary>A place in the name.</summary>
/// <param name="Position">From 1 for the first character.</param>
/// <param name="Count">Names that have it.</param>
/// <param name="Nats">Mean of the model.</param>
internal sealed record PositionFit(int Position, int Count, Interval Nats);

/// <summary>What a paired interval allows to say.</summary>
internal enum Verdict
{
    /// <summary>The interval of the difference lies below 0.</summary>
    Better,

    /// <summary>It holds 0.</summary>
    NoDifferenceFound,

    /// <summary>It lies above 0.</summary>
    Worse,

    /// <summary>There are too few names for an interval to mean anything.</summary>
    TooFewNames,
}
