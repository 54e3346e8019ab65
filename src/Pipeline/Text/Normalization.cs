using System.Text;

namespace MlPipeline.Text;

/// <summary>
/// The rules that turn text as people write it into the characters a model was trained on. They travel inside the
/// model file, so that training and serving apply the same ones.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
public sealed record Normalization
{
    /// <summary>Unicode normalisation form C: a letter and its marks become one character where Unicode has one.</summary>
    public const string ComposeRule = "nfc";

    /// <summary>White space at either end is dropped; of a prefix only at its start.</summary>
    public const string TrimRule = "trim";

    private static readonly Dictionary<string, Func<string, bool, string>> Known = new(StringComparer.Ordinal)
    {
        [ComposeRule] = (text, _) => Compose(text),
        [TrimRule] = (text, isPrefix) => isPrefix ? text.TrimStart() : text.Trim(),
    };

    private Normalization(IReadOnlyList<string> rules) => Rules = rules;

    /// <summary>Gets the rules of a new model: <see cref="ComposeRule"/>, then <see cref="TrimRule"/>. Case is kept.</summary>
    public static Normalization Default { get; } = new([ComposeRule, TrimRule]);

    /// <summary>Gets the names of the rules, in the order in which they run.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>Builds the normalisation that runs these rules.</summary>
    /// <param name="rules">Names of rules.</param>
    /// <exception cref="FormatException">A rule is unknown to this version.</exception>
    public static Normalization Of(IReadOnlyList<string> rules) =>
        rules.FirstOrDefault(rule => !Known.ContainsKey(rule)) is { } unknown
            ? throw new FormatException($"the normalisation rule '{unknown}' is unknown; known are {string.Join(", ", Known.Keys)}")
            : new Normalization([.. rules]);

    /// <summary>Normalises a whole name.</summary>
    /// <param name="name">Text as it came in.</param>
    public string Apply(string name) => Run(name, isPrefix: false);

    /// <summary>Normalises the beginning of a name: as <see cref="Apply"/>, but a space at its end stays.</summary>
    /// <param name="prefix">Text as it came in.</param>
    public string ApplyToPrefix(string prefix) => Run(prefix, isPrefix: true);

    /// <inheritdoc/>
    public bool Equals(Normalization? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Aggregate(17, (hash, rule) => HashCode.Combine(hash, rule));

    private string Run(string text, bool isPrefix) => Rules.Aggregate(text, (current, rule) => Known[rule](current, isPrefix));

    // A lone surrogate can't be composed; it is left for the vocabulary, which names it.
    private static string Compose(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                return text;
            i += rune.Utf16SequenceLength;
        }

        return text.Normalize(NormalizationForm.FormC);
    }
}
