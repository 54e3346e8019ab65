namespace MlPipeline.Scoring.Reports.Charts;

/// <summary>Maps values to pixels, in order: of two values the greater is never nearer to the start.</summary>
internal interface IScale
{
    /// <summary>The marks, in rising order of their values.</summary>
    IReadOnlyList<Tick> Ticks { get; }

    /// <summary>Whether a value has a place; others are gaps.</summary>
    bool Shows(double value);

    /// <summary>The place of a value that <see cref="Shows"/> accepts, in pixels; finite.</summary>
    double Position(double value);
}
