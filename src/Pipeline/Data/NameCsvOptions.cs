using MlPipeline.Text;

namespace MlPipeline.Data;

/// <summary>Says where in a CSV file the names are, and what a name may be.</summary>
public sealed record NameCsvOptions
{
    /// <summary>The column of the names. Default: <c>name</c>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Column
    {
        get;
        init => field = Argument.NotNull(value);
    } = "name";

    /// <summary>The column of the labels; null for none. A blank label means an unlabelled row. Default: null.</summary>
    public string? ConditionColumn { get; init; }

    /// <summary>What is done to every name. Default: <see cref="Normalization.Default"/>.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Normalization Normalization
    {
        get;
        init => field = Argument.NotNull(value);
    } = Normalization.Default;

    /// <summary>Longest name that is taken, in characters (code points), at least 1. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int LongestName
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The longest name is at least 1 character.");
    } = 200;
}
