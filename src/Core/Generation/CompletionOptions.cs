namespace MlPipeline.Generation;

/// <summary>How prefixes are completed.</summary>
public sealed record CompletionOptions
{
    /// <summary>How names are found. Default: samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a method.</exception>
    public CompletionMethod Method
    {
        get;
        init => field = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Method must be samples, beam or top.");
    }

    /// <summary>
    /// Names a prefix, constraints and batch size; for samples also the sampling rules, seed, uniqueness and constraint mode.
    /// Prefix and label are those of the prompts; threads are the caller's. Default: ten names.
    /// </summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public GenerationOptions Generation
    {
        get;
        init => field = Argument.NotNull(value);
    } = new();
}
