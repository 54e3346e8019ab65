using Microsoft.ML.Data;

namespace MlPipeline.Transforms;

/// <summary>The column that <c>ScoreNames</c> reads.</summary>
public sealed class NameInput
{
    /// <summary>Gets or sets the name.</summary>
    [ColumnName("Name")]
    public string Name
    {
        get;
        set => field = Argument.NotNull(value);
    } = "";
}
