namespace MlPipeline.Data;

/// <summary>A row of names as ML.NET sees it.</summary>
public sealed class NameRow
{
    /// <summary>Gets or sets the normalised name.</summary>
    public string Name
    {
        get;
        set => field = Argument.NotNull(value);
    } = "";

    /// <summary>Gets or sets the label; empty for an unlabelled row.</summary>
    public string Label
    {
        get;
        set => field = Argument.NotNull(value);
    } = "";
}
