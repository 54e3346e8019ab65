using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Common;
using MlPipeline.Evaluation.Report;
using MlPipeline.Evaluation.Statistics;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Names;

/// <summary>
/// By which rules names are judged, and whether they are. Rules come from a file, or from the language of the names, which the command or
/// the model's file states. Where neither does, the rules that are built in hold only if the training names meet them.
/// </summary>
/// <param name="Rules">The rules by which names are judged; null where they are not.</param>
/// <param name="From">Where the rules come from, a sentence; why there are none, where names are not judged.</param>
/// <param name="DontFit">The share of the training names that meet rules which were asked for and don't fit; null otherwise.</param>
internal sealed record RuleChoice(NameRules? Rules, string From, Interval? DontFit = null)
{
    /// <summary>Least share of the training names that meet rules which the names are judged by.</summary>
    public const double FitAtLeast = 0.9;

    /// <summary>
    /// The same where nothing states the language; then the lower end of the interval must reach <see cref="FitAtLeast"/> too.
    /// </summary>
    public const double FitUnstatedAtLeast = 0.95;

    private const string LanguageKey = "language";
    private const string CleaningKey = "cleaned_from";
    private const string NoLanguage = "none";
    private const string Only = "the only ones that are built in";

    /// <summary>Gets whether the language, or the rules, were stated.</summary>
    public bool IsStated { get; private init; } = true;

    /// <summary>
    /// Gets the rules that may judge, before it is known whether they fit: from a file, or of the language; null for none.
    /// </summary>
    /// <exception cref="Data.DataFileException">The file holds no rules.</exception>
    public static NameRules? Candidate(EvaluationRequest request, ModelManifest manifest) =>
        request.Rules is { } path ? NameRulesFile.Read(path)
        : (request.Language ?? LanguageOf(manifest)) is not { } language || IsLithuanian(language) ? LithuanianNameRules.Rules
        : null;

    /// <summary>Chooses.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="manifest">The model's.</param>
    /// <param name="candidate">Of <see cref="Candidate"/>.</param>
    /// <param name="training">The training names, at least one.</param>
    public static RuleChoice Of(EvaluationRequest request, ModelManifest manifest, NameRules? candidate, IReadOnlyList<string> training)
    {
        var language = request.Language ?? LanguageOf(manifest);
        var stated = $"the language of the names is {MessageText.Quote(language ?? "")}, as " +
            $"{(request.Language is null ? "the model's file" : "the command")} says";
        if (candidate is null)
            return new RuleChoice(null, $"{stated}, and rules are built in for Lithuanian ('lt') alone");

        var share = Proportion.Wilson(training.Count(name => candidate.Broken(name).Count == 0), training.Count);
        var meet = $"{Wording.Percent(share)} of the training names meet them";
        if (request.Rules is not null || language is not null)
        {
            var source = request.Rules is null ? stated : $"the rules of {candidate.Title} were given as a file";
            return share.Value >= FitAtLeast
                ? new RuleChoice(candidate, $"{source}; {meet}")
                : new RuleChoice(null, $"{source}, and only {meet}", share);
        }

        return share.Value >= FitUnstatedAtLeast && share.Low >= FitAtLeast
            ? new RuleChoice(candidate, $"no language is stated, and {meet}") { IsStated = false }
            : new RuleChoice(
                null, $"no language is stated, and of the training names {Wording.Percent(share)} meet the rules of {candidate.Title}, " +
                    $"{Only}")
            {
                IsStated = false,
            };
    }

    // As training stated it, or else the rules that cleaned the data.
    private static string? LanguageOf(ModelManifest manifest) =>
        LanguageOf(manifest.Dataset)
            ?? (LanguageOf(manifest.Dataset[CleaningKey] as JsonObject) is { } cleaned and not NoLanguage ? cleaned : null);

    private static string? LanguageOf(JsonObject? part) =>
        part?[LanguageKey] is { } node && node.GetValueKind() == JsonValueKind.String && LanguageTag.Is(node.GetValue<string>())
            ? node.GetValue<string>()
            : null;

    private static bool IsLithuanian(string language) => language.Split('-')[0].ToLowerInvariant() is "lt" or "lit";
}
