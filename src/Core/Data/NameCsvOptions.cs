using MlPipeline.Text;

namespace MlPipeline.Data;

/// <summary>Says where in a CSV file the names are, and what a name may be.</summary>
public sealed record NameCsvOptions
{
    /// <summary>
    /// How the file is written. Default: null, which is what the ending of its name suggests: tabs for <c>.tsv</c>, else commas;
    /// with a header.
    /// </summary>
    public CsvDialect? Dialect { get; init; }

    /// <summary>
    /// The column of the names; its number where the file has no header. Default: <c>name</c>, or <c>1</c> without a header.
    /// </summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Column
    {
        get => field ?? (Dialect is { HasHeader: false } ? "1" : "name");
        init => field = Argument.NotNull(value);
    }

    /// <summary>The column of the labels; null for none. A blank label means an unlabelled row. Default: null.</summary>
    public string? LabelColumn { get; init; }

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
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The longest name is at least 1 character.");
    } = 200;
}
