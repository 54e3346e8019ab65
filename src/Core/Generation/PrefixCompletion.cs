namespace MlPipeline.Generation;

/// <summary>What came of a prefix.</summary>
/// <param name="Prompt">What was asked.</param>
/// <param name="Completions">The names, by rank; none where it failed.</param>
/// <param name="Failure">Why there are none; null where there are.</param>
public sealed record PrefixCompletion(NamePrompt Prompt, IReadOnlyList<Completion> Completions, MlPipelineException? Failure)
{
    /// <summary>Gets what was asked.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public NamePrompt Prompt
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Prompt);

    /// <summary>Gets the names, by rank; none where it failed.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public IReadOnlyList<Completion> Completions
    {
        get;
        init => field = Argument.NoNulls(value);
    } = Argument.NoNulls(Completions);
}
