using System.Text.Json.Serialization;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Report;

/// <summary>What is evaluated, on what.</summary>
internal sealed record EvaluationRequest
{
    /// <summary>Path of the model file.</summary>
    public required string Model { get; init; }

    /// <summary>What computes the model. Default: ONNX Runtime.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Engine Engine { get; init; }

    /// <summary>Path of the CSV file of names that the model has not seen.</summary>
    public required string Data { get; init; }

    /// <summary>
    /// Path of the CSV file of names that the model was trained on; null where <see cref="Data"/> is the file that the model was made of,
    /// so that its own record says which names were held out.
    /// </summary>
    public string? Train { get; init; }

    /// <summary>Path of the CSV file of planted canaries; null for none.</summary>
    public string? Canaries { get; init; }

    /// <summary>What separates fields in all files; null for what their endings suggest.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Delimiter { get; init; }

    /// <summary>Whether the files of names have no header. Default: false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoHeader { get; init; }

    /// <summary>Whether every line of the files is a row. Default: false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoMultiline { get; init; }

    /// <summary>Column of the names in all files. Default: <c>name</c>.</summary>
    public string Column { get; init; } = "name";

    /// <summary>Column of the labels; null for none.</summary>
    [JsonPropertyName("condition_column")] // its name in reports of before
    public string? LabelColumn { get; init; }

    /// <summary>
    /// Language of the names, such as <c>lt</c>, whose rules say which names are valid; null for what the model's file says.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No language tag.</exception>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language
    {
        get;
        init => field = value is null || LanguageTag.Is(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Language), value, "Language must be a language tag such as lt.");
    }

    /// <summary>Path of a file with the rules of valid names; null for those of the language.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rules { get; init; }

    /// <summary>Names that are drawn, from 100 to 1,000,000. Default: 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int Samples
    {
        get;
        init => field = Limits.Check(value, 100, Limits.KeptNames, nameof(Samples));
    } = 10_000;

    /// <summary>Seed of the drawn names and of the resamples. Default: 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Gets how a file is written.</summary>
    public CsvDialect DialectOf(string path)
    {
        var dialect = CsvDialect.Of(path) with { HasHeader = !NoHeader, HasMultilineFields = !NoMultiline };
        return Delimiter is null ? dialect : dialect with { Delimiter = Delimiter };
    }

    /// <summary>Demands on the numbers, such as <c>novelty&gt;0.6</c>. Default: none.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];
}
