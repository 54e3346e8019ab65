using System.Text.Json.Serialization;

namespace MlPipeline.Evaluation.Report;

/// <summary>
/// A report: every number and word of it, and where they come from. Pages, cards and comparisons are drawn from this alone, and the
/// same inputs give the same report, but for <see cref="Code"/>.
/// </summary>
internal sealed record EvaluationReport
{
    /// <summary>The newest format that this version reads and the one it writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the report's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The command that makes this report again.</summary>
    public required string Command { get; init; }

    /// <summary>The program that made it.</summary>
    public required CodeVersion Code { get; init; }

    /// <summary>What was asked for.</summary>
    public required EvaluationRequest Request { get; init; }

    /// <summary>The model.</summary>
    public required EvaluatedModel Model { get; init; }

    /// <summary>The names that the model has not seen.</summary>
    public required EvaluationFile Data { get; init; }

    /// <summary>The names that it was trained on.</summary>
    public required EvaluationFile Train { get; init; }

    /// <summary>The planted canaries; null without.</summary>
    public EvaluationFile? Canaries { get; init; }

    /// <summary>The file with the rules of valid names; null where none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvaluationFile? Rules { get; init; }

    /// <summary>What the numbers say in words, the gravest first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What was demanded, and whether it holds.</summary>
    public required IReadOnlyList<GateResult> Gates { get; init; }

    /// <summary>Every number that a gate or a comparison may name.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>How well the model takes held-out names.</summary>
    public required FitSection Fit { get; init; }

    /// <summary>What it generates; null where it generates nothing.</summary>
    public SampleSection? Samples { get; init; }

    /// <summary>What it knows verbatim.</summary>
    public required MemorisationSection Memorisation { get; init; }

    /// <summary>What only pictures show.</summary>
    public required PictureSection Pictures { get; init; }

    /// <summary>The held-out names one by one, in the order of their file.</summary>
    public required IReadOnlyList<EvaluatedName> Names { get; init; }

    /// <summary>Finds a number; null where the report hasn't it.</summary>
    /// <param name="name">Such as <c>nats_per_character</c>.</param>
    public Metric? Find(string name) => Metrics.FirstOrDefault(metric => metric.Name == name);

    /// <summary>Counts the findings of a gravity.</summary>
    public int CountOf(Severity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>Gets this report with the paths of another: files may lie elsewhere, and are known by their hashes.</summary>
    /// <param name="other">The other report.</param>
    public EvaluationReport Named(EvaluationReport other) => this with
    {
        Command = EvaluationCommandLine.Of(other.Request),
        Request = Request with
        {
            Model = other.Request.Model,
            Data = other.Request.Data,
            Train = other.Request.Train,
            Canaries = other.Request.Canaries,
            Rules = other.Request.Rules
        },
        Model = Model with { File = other.Request.Model },
        Data = Renamed(Data, other.Request.Data, other.Data),
        Train = Renamed(Train, other.Request.Train ?? other.Request.Data, other.Train),
        Rules = Rules is null || other.Request.Rules is null ? Rules : Renamed(Rules, other.Request.Rules, other.Rules),
        Canaries = Canaries is null || other.Request.Canaries is null
            ? Canaries
            : Renamed(Canaries, other.Request.Canaries, other.Canaries),
    };

    // Reports of older versions don't say how large files are.
    private static EvaluationFile Renamed(EvaluationFile file, string name, EvaluationFile? other) =>
        file with { File = name, Bytes = other is { Bytes: 0 } ? 0 : file.Bytes };
}
