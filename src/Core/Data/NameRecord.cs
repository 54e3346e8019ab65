namespace MlPipeline.Data;

/// <summary>A name with its label and its place in the file.</summary>
/// <param name="Name">Normalised, at least one character.</param>
/// <param name="Label">The label, or null for an unlabelled row.</param>
/// <param name="Row">The row, counted from 1 with the header.</param>
public sealed record NameRecord(string Name, string? Label, long Row)
{
    /// <summary>Gets normalised, at least one character.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Name
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Name);
}
