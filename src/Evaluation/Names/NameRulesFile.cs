using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using MlPipeline.Common;
using MlPipeline.Data;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Names;

/// <summary>Reads the rules of valid names from a JSON file: a title, and rules with a name, a text and a regular expression.</summary>
/// <remarks>
/// A regular expression is for the whole name and is matched in linear time, without backtracking, look-around and back-references.
/// </remarks>
internal static partial class NameRulesFile
{
    private const string Example =
        """{"title": "Latvian names", "rules": [{"name": "ending", "text": "ends in -s, -š, -a or -e", "regex": ".*[sšae]", """ +
        "\"labels\": {\"male\": \".*[sš]\"}}]}";

    private const long Largest = 1 << 20;

    private static readonly JsonSerializerOptions Options = new(ManifestJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        Converters = { new NoNullEntries() },
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">There is no such file, or it holds no rules of this form.</exception>
    public static NameRules Read(string path)
    {
        var bytes = CheckedRecord.ReadFile(path, Largest);
        try
        {
            var content = JsonSerializer.Deserialize<Content>(bytes, Options) ?? throw new FormatException("it is empty");
            if (string.IsNullOrWhiteSpace(content.Title) || content.Rules is not { Count: > 0 })
                throw new FormatException("it lacks a title or rules");
            if (content.Rules.Any(
                rule => rule is not { Name: not null, Text: not null, Regex: not null }
                    || rule.Labels?.Values.Any(regex => regex is null) == true))
            {
                throw new FormatException("a rule is null, or lacks its name, text or regular expression");
            }

            if (content.Rules.GroupBy(rule => rule.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new FormatException($"the rule {MessageText.Quote(twice.Key)} appears {twice.Count()} times");

            var labels = content.Rules.SelectMany(rule => rule.Labels?.Keys.AsEnumerable() ?? []).ToHashSet(StringComparer.Ordinal);
            return new NameRules(content.Title, [.. content.Rules.Select(ToRule)], labels.Contains);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            var reason = exception is JsonException { LineNumber: { } line }
                ? $"it is not JSON of this form at line {line + 1:N0}"
                : exception.Message.TrimEnd('.');
            throw new DataFileException(
                path, null, $"these are no rules of valid names: {reason}. Write them like this: {Example}", exception);
        }
    }

    private static NameRule ToRule(Entry entry)
    {
        if (!NameForm().IsMatch(entry.Name))
        {
            throw new FormatException(
                $"the name of the rule {MessageText.Quote(entry.Name)} is not made of small letters, digits, - and _");
        }

        var whole = ToRegex(entry.Name, entry.Regex);
        var byLabel = (entry.Labels ?? []).ToDictionary(pair => pair.Key, pair => ToRegex(entry.Name, pair.Value), StringComparer.Ordinal);
        return new NameRule(
            entry.Name, entry.Text, (name, label) =>
                (label is not null && byLabel.TryGetValue(label, out var own) ? own : whole).IsMatch(name));
    }

    private static Regex ToRegex(string rule, string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new FormatException(
                $"the regular expression {MessageText.Quote(pattern)} of the rule {MessageText.Quote(rule)} can't be used: " +
                exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    [GeneratedRegex(@"^[a-z0-9_-]+\z")]
    private static partial Regex NameForm();

    private sealed record Content(string Title, IReadOnlyList<Entry> Rules);

    private sealed record Entry(string Name, string Text, string Regex, Dictionary<string, string>? Labels = null);
}
