namespace MlPipeline.Generation;

/// <summary>A prefix to complete.</summary>
/// <param name="Row">Its number, at least 0: keys its random numbers, so that it gets the same names wherever it stands.</param>
/// <param name="Prefix">What its names begin with; may be empty.</param>
/// <param name="Label">The label that its names are asked for; null for the unlabelled start.</param>
public sealed record NamePrompt(long Row, string Prefix, string? Label = null)
{
    /// <summary>Gets what its names begin with; may be empty.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Prefix
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Prefix);
}
