using System.Globalization;
using MlPipeline.Common;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Report;

/// <summary>Writes the commands that make a report, or its samples, again.</summary>
internal static class EvaluationCommandLine
{
    /// <summary>
    /// Writes the command of the report, quoted for a POSIX shell: every option that isn't at its default, in a fixed order.
    /// </summary>
    public static string Of(EvaluationRequest request)
    {
        var defaults = new EvaluationRequest { Model = request.Model, Data = request.Data };
        List<string> words = ["evaluate", "--model", request.Model, "--data", request.Data];
        Add("--engine", EngineOf(request));
        Add("--train", request.Train);
        Add("--canaries", request.Canaries);
        Add("--delimiter", request.Delimiter);
        words.AddRange(request.NoHeader ? ["--no-header"] : []);
        words.AddRange(request.NoMultiline ? ["--no-multiline"] : []);
        Add("--column", request.Column == defaults.Column ? null : request.Column);
        Add("--label-column", request.LabelColumn);
        Add("--language", request.Language);
        Add("--rules", request.Rules);
        Add("--samples", request.Samples == defaults.Samples ? null : request.Samples.ToString(CultureInfo.InvariantCulture));
        Add("--seed", request.Seed == defaults.Seed ? null : request.Seed.ToString(CultureInfo.InvariantCulture));
        foreach (var gate in request.Gates)
            Add("--gate", gate);
        return string.Join(' ', words.Select(ShellText.Show));

        void Add(string option, string? value)
        {
            if (value is not null)
                words.AddRange([option, value]);
        }
    }

    /// <summary>Writes the command that draws the same samples, quoted for a POSIX shell.</summary>
    public static string OfSamples(EvaluationRequest request) => string.Create(
        CultureInfo.InvariantCulture,
        $"generate --model {ShellText.Show(request.Model)}{(EngineOf(request) is { } engine ? $" --engine {engine}" : "")} " +
            $"--count {request.Samples} --seed {request.Seed}");

    private static string? EngineOf(EvaluationRequest request) => request.Engine == Engine.Managed ? "managed" : null;
}
