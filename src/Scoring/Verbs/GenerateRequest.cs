using MlPipeline.CommandLine;
using MlPipeline.Generation;

namespace MlPipeline.Scoring.Verbs;

/// <summary>What <c>generate</c> is asked for.</summary>
internal sealed record GenerateRequest
{
    /// <summary>What to generate, with the first prefix.</summary>
    public GenerationOptions Options { get; init; } = new();

    /// <summary>All prefixes, at least one.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [""];

    /// <summary>Output format.</summary>
    public NameFormat Format { get; init; }

    /// <summary>Whether each name comes with its characters' probabilities.</summary>
    public bool Explain { get; init; }

    /// <summary>Whether the names are drawn in one pass without repetition.</summary>
    public bool WithoutReplacement { get; init; }

    /// <summary>Whether the acceptance rate is reported.</summary>
    public bool ReportAcceptance { get; init; }

    /// <summary>Refuses what doesn't go together.</summary>
    /// <exception cref="UsageException">Two options exclude each other.</exception>
    public void Check()
    {
        if (Explain && Format is NameFormat.Csv or NameFormat.Tsv)
            throw new UsageException("--explain writes text or jsonl: a CSV row has no room for the characters.");
        if (WithoutReplacement && Prefixes.Count > 1)
            throw new UsageException("--without-replacement takes one --prefix.");
        if (WithoutReplacement && Options.ConstraintMode == ConstraintMode.Fast)
            throw new UsageException("--without-replacement is exact; leave --constraint-mode fast out.");
    }
}
