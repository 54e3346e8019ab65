using System.Globalization;
using MlPipeline.CommandLine;
using MlPipeline.Generation;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary>Carries out <c>generate</c>: names to a writer, what they cost to people.</summary>
internal sealed class GenerateRun(ICharacterModel model, GenerateRequest request, TextWriter error)
{
    private const int FewestDraws = 4;

    /// <summary>Writes the names as they are drawn.</summary>
    public int Write(TextWriter output, CancellationToken cancellation)
    {
        if (request.WithoutReplacement)
            WriteSample(output, cancellation);
        else if (request.Prefixes.Count > 1)
            WriteCompletions(output, cancellation);
        else
            WriteNames(output, cancellation);
        return ExitCode.Done;
    }

    private void WriteNames(TextWriter output, CancellationToken cancellation)
    {
        var statistics = new GenerationStatistics();
        var names = UsageException.Guard(() => new NameGenerator(model).Generate(request.Options, statistics, cancellation));
        using (var writer = CreateWriter(output, "name", "log_likelihood"))
        {
            foreach (var name in Watched(names, cancellation))
                writer.Write(name.Name, name.LogLikelihood);
        }

        if (request.ReportAcceptance)
            error.WriteLine(AcceptanceOf(statistics));
    }

    private void WriteCompletions(TextWriter output, CancellationToken cancellation)
    {
        // A prefix that can't be completed is reported before the first name is written.
        var generator = new NameGenerator(model);
        foreach (var prefix in request.Prefixes)
            UsageException.Guard(() => generator.Generate(request.Options with { Prefix = prefix }));

        var prompts = request.Prefixes.Select((prefix, row) => new NamePrompt(row, prefix, request.Options.Label));
        var names = generator.Complete(prompts, request.Options, cancellation);
        using var writer = CreateWriter(output, "prefix", "name", "log_likelihood");
        foreach (var (prompt, name) in Watched(names, cancellation))
            writer.Write(prompt.Prefix, name.Name, name.LogLikelihood);
    }

    private void WriteSample(TextWriter output, CancellationToken cancellation)
    {
        var names = UsageException.Guard(
            () => new NameSearch(model).SampleWithoutReplacement(request.Options.Count, request.Options, cancellationToken: cancellation));
        if (names.Count < request.Options.Count)
            error.WriteLine($"These {names.Count:N0} are all names there are.");
        using var writer = CreateWriter(output, "name", "log_likelihood", "inclusion_probability");
        foreach (var name in names)
            writer.Write(name.Name, name.LogLikelihood, name.InclusionProbability);
    }

    private NameWriter CreateWriter(TextWriter output, params string[] columns) => request.Explain
        ? new ExplainedNameWriter(request.Format, output, new NameScorer(model), request.Options.Label, columns)
        : NameWriter.Create(request.Format, output, columns);

    // Nothing is written once Ctrl-C came, though names may be ready.
    private static IEnumerable<T> Watched<T>(IEnumerable<T> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    private static string AcceptanceOf(GenerationStatistics statistics) => statistics.IsBiased
        ? "The constraints were enforced by masking each step, which over-represents names with improbable beginnings; --constraint-mode " +
            "exact is unbiased."
        : $"Acceptance rate: of unconstrained samples, {ShareOf(statistics)} satisfy the constraints{IntervalOf(statistics)}; the sample " +
            $"is unbiased.";

    private static string ShareOf(GenerationStatistics statistics) => HasError(statistics)
        ? EstimateText.Percent(statistics.AcceptanceRate, statistics.AcceptanceRateError)
        : statistics.AcceptanceRateInterval is var (low, high) && high > 0
            ? $"{EstimateText.Percent(low)} to {EstimateText.Percent(high)} %"
            : "too few to be counted";

    private static string IntervalOf(GenerationStatistics statistics) =>
        HasError(statistics)
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture, $" (95 % interval of {statistics.Draws:N0} {(statistics.Draws == 1 ? "draw" : "draws")})");

    // Of fewer draws, or where all or none met them, a standard error says nothing or claims certainty.
    private static bool HasError(GenerationStatistics statistics) =>
        statistics.Draws >= FewestDraws && statistics.AcceptanceRateError is > 0 && statistics.AcceptanceRate < 1;
}
