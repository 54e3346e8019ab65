namespace MlPipeline.Data;

/// <summary>A CSV file can't be used as it is.</summary>
/// <param name="source">The file's name as it was given, or <c>stdin</c>.</param>
/// <param name="row">The row, counted from 1 with the header; null where the whole file is meant.</param>
/// <param name="problem">What was found and what to do, without file and row.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class DataFileException(string source, long? row, string problem, Exception? inner = null)
    : MlPipelineException(
        row is null
            ? $"{Argument.NotNull(source)}: {Argument.NotNull(problem)}"
            : $"{Argument.NotNull(source)}, row {row}: {Argument.NotNull(problem)}", inner)
{
    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; } = source;

    /// <summary>Gets the row, counted from 1 with the header; null where the whole file is meant.</summary>
    public long? Row { get; } = row;

    /// <summary>Gets the column that was asked for and isn't there; null where something else is wrong.</summary>
    public string? MissingColumn { get; init; }

    /// <summary>
    /// Gets what seems to separate the file's fields; null where nothing says that it is another delimiter than the one given.
    /// </summary>
    public string? LikelyDelimiter { get; init; }

    /// <summary>Gets whether quotation marks join several lines into the row that is broken.</summary>
    public bool JoinsLines { get; init; }
}
