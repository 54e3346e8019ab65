namespace MlPipeline.Evaluation.Statistics;

/// <summary>What the model held for most probable at one place of a name, and whether it came.</summary>
/// <param name="Name">Index of the name.</param>
/// <param name="Probability">Of the most probable character, in (0, 1].</param>
/// <param name="IsHit">Whether it came.</param>
internal readonly record struct TopPrediction(int Name, double Probability, bool IsHit);
