using System.Text.Json.Serialization;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Report;

/// <summary>A file that numbers come from.</summary>
/// <param name="File">Its path as it was given.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
/// <param name="Names">Names that were taken from it.</param>
/// <param name="Unreadable">Names among them that hold characters which the vocabulary lacks; they are left out.</param>
/// <param name="Part">Which of its names were taken; null for all.</param>
internal sealed record EvaluationFile(string File, string Sha256, int Names, int Unreadable, string? Part = null)
{
    /// <summary>Gets the size of the file; 0 in reports of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Bytes { get; init; }

    /// <summary>Gets the names whose label the model hasn't learnt; they count as names without a label.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int UnlearntLabels { get; init; }

    /// <summary>Gets the labels of these names, the most frequent first; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Unlearnt { get; init; }

    /// <summary>Describes a file.</summary>
    /// <param name="path">Its path as it was given.</param>
    /// <param name="names">Names that are taken from it.</param>
    /// <exception cref="DataFileException">It can't be read.</exception>
    public static EvaluationFile Of(string path, int names = 0) => new(path, FileHash.Sha256Of(path), names, 0)
    {
        Bytes = new FileInfo(path).Length,
    };

    /// <summary>Says what was taken: names, and those among them that are left out or count as unlabelled.</summary>
    public string Describe()
    {
        var unreadable = Unreadable > 0 ? $", {Unreadable:N0} of them left out as unreadable" : "";
        var unlearnt = UnlearntLabels > 0
            ? $", {UnlearntLabels:N0} of them with labels that the model hasn't learnt ({MessageText.List(Unlearnt ?? [])})"
            : "";
        return $"{Names:N0} names{unreadable}{unlearnt}{(Part is { } part ? $"; {part}" : "")}";
    }
}
