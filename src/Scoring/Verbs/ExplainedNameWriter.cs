using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlPipeline.Likelihood;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Verbs;

/// <summary>Writes names with the probability of each character, its rank and the runners-up.</summary>
internal sealed class ExplainedNameWriter(
    NameFormat format, TextWriter output, NameScorer scorer, string? label, string[] columns) : NameWriter
{
    private const int RunnersUp = 3;
    private const string End = "end";
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write(params object[] values)
    {
        var characters = scorer.Explain((string)values[Array.IndexOf(columns, "name")], label);
        output.Write(format == NameFormat.Jsonl ? Json(values, characters) : Text(values, characters));
    }

    public override void Dispose() => output.Flush();

    private string Text(object[] values, IReadOnlyList<CharacterScore> characters)
    {
        var logLikelihood = characters.Sum(character => character.LogProbability);
        var lines = characters.Select(character => string.Create(
            CultureInfo.InvariantCulture,
            $"  {NameOf(character.Character),-4} {Math.Exp(character.LogProbability),7:P1} #{character.Rank,-3} " +
                $"{character.Expected.Entropy,5:F2} nats   {string.Join("  ", Others(character).Select(Text))}"));
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{VisibleText.Escape((string)values[Array.IndexOf(columns, "name")])}  {logLikelihood:F2} nats, " +
                $"{-logLikelihood / characters.Count:F3} per character");
        return $"{head}\n{string.Join('\n', lines)}\n";

        static string Text(CharacterChoice choice) =>
            string.Create(CultureInfo.InvariantCulture, $"{NameOf(choice.Character)} {choice.Probability:P1}");
    }

    private string Json(object[] values, IReadOnlyList<CharacterScore> characters)
    {
        var record = columns.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        record["characters"] = characters.Select(character => new Dictionary<string, object>
        {
            ["character"] = character.Character,
            ["log_probability"] = character.LogProbability,
            ["rank"] = character.Rank,
            ["entropy"] = character.Expected.Entropy,
            ["runners_up"] = Others(character).Select(choice => new Dictionary<string, object>
            {
                ["character"] = choice.Character,
                ["probability"] = choice.Probability,
            }),
        });
        return JsonSerializer.Serialize(record, Options) + "\n";
    }

    private static IEnumerable<CharacterChoice> Others(CharacterScore character) =>
        character.Expected.Choices.Where(choice => choice.Character != character.Character).Take(RunnersUp);

    private static string NameOf(string character) => character.Length == 0 ? End : VisibleText.Escape(character);
}
