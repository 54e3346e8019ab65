using System.Text.Json.Nodes;
using MlPipeline.Batch.Outputs;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>What is done with which table, and where it goes.</summary>
internal sealed record BatchRequest
{
    /// <summary>The dash that stands for standard input and output.</summary>
    public const string Standard = "-";

    /// <summary>Path of the table, or a dash.</summary>
    public required string Input { get; init; }

    /// <summary>How it is written.</summary>
    public required CsvDialect Dialect { get; init; }

    /// <summary>Column of the names or prefixes.</summary>
    public required string Column { get; init; }

    /// <summary>Column of the labels; null for none.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>Label of rows that name none; null for the unlabelled start.</summary>
    public string? Label { get; init; }

    /// <summary>Path of the results, or a dash.</summary>
    public required string Output { get; init; }

    /// <summary>Path of the bad rows; null for none.</summary>
    public string? Errors { get; init; }

    /// <summary>Gets the dialect of the file of bad rows, by its ending; null for none.</summary>
    public CsvDialect? ErrorsDialect => Errors is null ? null : CsvDialect.Of(Errors);

    /// <summary>Most lines of bad rows that are put up with; null for any number.</summary>
    public long? MaxErrors { get; init; }

    /// <summary>How the results are written.</summary>
    public TableFormat Format { get; init; }

    /// <summary>What the names of the results' columns begin with; empty for nothing, and a suffix where a name is taken.</summary>
    public string ResultPrefix { get; init; } = "";

    /// <summary>Whether formulas are disarmed.</summary>
    public bool IsSafe { get; init; }

    /// <summary>Which part of the rows; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether an unfinished run is continued.</summary>
    public bool IsResumed { get; init; }

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>SHA-256 of the model file, in hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Verb and options that decide the results.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Gets whether results go to a file that can appear when it is whole.</summary>
    public bool IsFile => Output != Standard && !WholeFile.IsDevice(Output);
}
