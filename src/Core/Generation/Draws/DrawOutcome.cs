namespace MlPipeline.Generation;

/// <summary>What came of a draw.</summary>
internal enum DrawOutcome
{
    /// <summary>A name that meets the constraints.</summary>
    Name,

    /// <summary>The draw ran past the longest length.</summary>
    TooLong,

    /// <summary>The draw ended before its first character.</summary>
    Empty,

    /// <summary>A name of the training data.</summary>
    Known,

    /// <summary>No character was left that the rules and the constraints allow.</summary>
    DeadEnd,
}
