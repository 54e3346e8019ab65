namespace MlPipeline.Text;

/// <summary>
/// The rules that turn text as people write it into the characters a model was trained on. They travel inside the
/// model file, so that cleaning, training and serving apply the same ones.
/// </summary>
/// <remarks>
/// Applying any rules twice gives what applying them once gave, and text in normalisation form C stays in it. Text
/// with a lone surrogate has no letters to speak of: it is left alone for the vocabulary, which names it.
/// Immutable, and so safe for any number of threads.
/// </remarks>
public sealed record Normalization
{
    /// <summary>Unicode normalisation form C: a letter and its marks become one character where Unicode has one.</summary>
    public const string ComposeRule = "nfc";

    /// <summary>White space at either end is dropped; of a prefix only at its start.</summary>
    public const string TrimRule = "trim";

    /// <summary>
    /// White space of any kind becomes one space, and none at either end; of a prefix none at its start. Invisible
    /// characters (zero-width space, soft hyphen, byte order mark) are dropped.
    /// </summary>
    public const string SpacesRule = "spaces";

    /// <summary>
    /// A dash of any kind, also several and with spaces around, becomes one hyphen, and none at either end; of a prefix
    /// none at its start.
    /// </summary>
    public const string DashesRule = "dashes";

    /// <summary>
    /// Stress marks (grave, acute, tilde) of Lithuanian come off, the letters ą č ę ė į š ų ū ž stay: <c>Kristìnà</c>
    /// becomes <c>Kristina</c>. Foreign letters on a vowel or l m n r lose theirs too: <c>é</c> becomes <c>e</c>.
    /// </summary>
    public const string StressRule = "stress";

    /// <summary>The nasal letters of given names become plain: ą to a, ę to e.</summary>
    public const string FoldNasalsRule = "fold-nasals";

    /// <summary>All letters become lower case.</summary>
    public const string LowerRule = "lower";

    /// <summary>The first letter of every word becomes upper case, all others lower case. A space or a dash ends a word.</summary>
    public const string TitleRule = "title";

    // In the order in which they run: in another one, what a rule uncovers could come too late for the one it concerns.
    private static readonly OrderedDictionary<string, Func<string, bool, string>> Known = new(StringComparer.Ordinal)
    {
        [ComposeRule] = (text, _) => UnicodeForm.Compose(text),
        [TrimRule] = (text, isPrefix) => isPrefix ? text.TrimStart() : text.Trim(),
        [SpacesRule] = Spacing.JoinSpaces,
        [DashesRule] = Spacing.JoinDashes,
        [StressRule] = (text, _) => LetterMarks.DropStress(text),
        [FoldNasalsRule] = (text, _) => LetterMarks.FoldNasals(text),
        [LowerRule] = (text, _) => LetterCase.Lower(text),
        [TitleRule] = (text, _) => LetterCase.Title(text),
    };

    private Normalization(IReadOnlyList<string> rules) => Rules = rules;

    /// <summary>Gets the rules of a new model: <see cref="ComposeRule"/>, then <see cref="TrimRule"/>. Case is kept.</summary>
    public static Normalization Default { get; } = new([ComposeRule, TrimRule]);

    /// <summary>Gets the names of all rules that this version knows, in the order in which they run.</summary>
    public static IReadOnlyCollection<string> KnownRules => Known.Keys;

    /// <summary>Gets the names of the rules, in the order in which they run.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>Builds the normalisation that runs these rules.</summary>
    /// <param name="rules">Names of rules, in any order: they run in that of <see cref="KnownRules"/>.</param>
    /// <exception cref="FormatException">A rule is unknown to this version.</exception>
    public static Normalization Of(IReadOnlyList<string> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            // A file may hold a null.
            if (rule is null || !Known.ContainsKey(rule))
                throw new FormatException($"the normalisation rule '{rule}' is unknown; known are {string.Join(", ", Known.Keys)}");
        }

        return new Normalization([.. Known.Keys.Where(rules.Contains)]);
    }

    /// <summary>Normalises a whole name.</summary>
    /// <param name="name">Text as it came in.</param>
    public string Apply(string name) => Run(Argument.NotNull(name), isPrefix: false);

    /// <summary>Normalises the beginning of a name: as <see cref="Apply"/>, but a space or a dash at its end stays.</summary>
    /// <param name="prefix">Text as it came in.</param>
    public string ApplyToPrefix(string prefix) => Run(Argument.NotNull(prefix), isPrefix: true);

    /// <inheritdoc/>
    public bool Equals(Normalization? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Aggregate(17, (hash, rule) => HashCode.Combine(hash, rule));

    /// <summary>Normalises characters from anywhere in a name: only by rules that don't ask where in the name they stand.</summary>
    internal string ApplyToPart(string text) => Run(text, isPrefix: true, Rules.Intersect([ComposeRule, StressRule, FoldNasalsRule, LowerRule]));

    /// <summary>Composes the characters of an expression, where the model composes those of names.</summary>
    internal string Compose(string expression) => Run(expression, isPrefix: true, Rules.Intersect([ComposeRule]));

    private string Run(string text, bool isPrefix) => Run(text, isPrefix, Rules);

    private static string Run(string text, bool isPrefix, IEnumerable<string> rules) => UnicodeForm.IsWellFormed(text)
        ? rules.Aggregate(text, (current, rule) => Known[rule](current, isPrefix))
        : text;
}
