namespace MlPipeline.Generation;

/// <summary>A name that completes a prefix.</summary>
/// <param name="Prompt">The prefix as it was asked.</param>
/// <param name="Name">The name.</param>
internal sealed record CompletedName(NamePrompt Prompt, GeneratedName Name)
{
    /// <summary>Gets the prefix as it was asked.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public NamePrompt Prompt
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Prompt);

    /// <summary>Gets the name.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public GeneratedName Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);
}
