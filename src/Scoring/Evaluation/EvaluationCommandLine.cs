using System.Globalization;
using MlPipeline.Scoring.Clusters;

namespace MlPipeline.Scoring.Evaluation;

/// <summary>Writes the command that makes a report again: every option that isn't at its default, in a fixed order.</summary>
internal static class EvaluationCommandLine
{
    /// <summary>Writes it, quoted for a POSIX shell.</summary>
    public static string Of(EvaluationRequest request)
    {
        var defaults = new EvaluationRequest { Model = request.Model, Data = request.Data };
        List<string> words = ["evaluate", "--model", request.Model, "--data", request.Data];
        Add("--train", request.Train);
        Add("--canaries", request.Canaries);
        Add("--column", request.Column == defaults.Column ? null : request.Column);
        Add("--condition-column", request.ConditionColumn);
        Add("--samples", request.Samples == defaults.Samples ? null : request.Samples.ToString(CultureInfo.InvariantCulture));
        Add("--seed", request.Seed == defaults.Seed ? null : request.Seed.ToString(CultureInfo.InvariantCulture));
        foreach (var gate in request.Gates)
            Add("--gate", gate);
        return string.Join(' ', words.Select(ShellText.Quote));

        void Add(string option, string? value)
        {
            if (value is not null)
                words.AddRange([option, value]);
        }
    }
}
