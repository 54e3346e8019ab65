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

    /// <summary>Invisible characters that turn the direction of writing are dropped.</summary>
    public const string DirectionsRule = "directions";

    /// <summary>
    /// As <see cref="DashesRule"/>, of the dashes that are typed for a hyphen; a hyphen that belongs to a script (Hebrew,
    /// Armenian, Japanese) stays.
    /// </summary>
    public const string HyphensRule = "hyphens";

    /// <summary>
    /// All letters become lower case, and a Greek word ends in ς. With <c>-lt</c> and <c>-tr</c> after it as Lithuanian and
    /// Turkish do.
    /// </summary>
    public const string LowerWordsRule = "lower-words";

    /// <summary>
    /// The first letter of every word becomes upper case, all others lower case: also in O'Neill and D'Angelo, and not in Georgian.
    /// A word that mixes capitals and small letters otherwise (McDonald) stays. With <c>-lt</c>, <c>-nl</c>, <c>-tr</c> and
    /// <c>-uz</c> after it as Lithuanian, Dutch, Turkish and Uzbek do.
    /// </summary>
    public const string TitleWordsRule = "title-words";

    private static readonly string[] WordRules = [LowerWordsRule, "lower-words-lt", "lower-words-tr"];

    // In the order in which they run: in another one, what a rule uncovers could come too late for the one it concerns.
    private static readonly OrderedDictionary<string, Func<string, bool, string>> Known = new(StringComparer.Ordinal)
    {
        [ComposeRule] = (text, _) => UnicodeForm.Compose(text),
        [DirectionsRule] = (text, _) => Spacing.DropDirections(text),
        [TrimRule] = (text, isPrefix) => isPrefix ? text.TrimStart() : text.Trim(),
        [SpacesRule] = Spacing.JoinSpaces,
        [DashesRule] = Spacing.JoinDashes,
        [HyphensRule] = Spacing.JoinHyphens,
        [StressRule] = (text, _) => LetterMarks.DropStress(text),
        [FoldNasalsRule] = (text, _) => LetterMarks.FoldNasals(text),
        [LowerRule] = (text, _) => LetterCase.Lower(text),
        [TitleRule] = (text, _) => LetterCase.Title(text),
        [LowerWordsRule] = (text, isPrefix) => WordCase.Lower(text, isPrefix, CaseLanguage.Any),
        ["lower-words-lt"] = (text, isPrefix) => WordCase.Lower(text, isPrefix, CaseLanguage.Lithuanian),
        ["lower-words-tr"] = (text, isPrefix) => WordCase.Lower(text, isPrefix, CaseLanguage.Turkish),
        [TitleWordsRule] = (text, isPrefix) => WordCase.Title(text, isPrefix, CaseLanguage.Any),
        ["title-words-lt"] = (text, isPrefix) => WordCase.Title(text, isPrefix, CaseLanguage.Lithuanian),
        ["title-words-nl"] = (text, isPrefix) => WordCase.Title(text, isPrefix, CaseLanguage.Dutch),
        ["title-words-tr"] = (text, isPrefix) => WordCase.Title(text, isPrefix, CaseLanguage.Turkish),
        ["title-words-uz"] = (text, isPrefix) => WordCase.Title(text, isPrefix, CaseLanguage.Uzbek),
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
    /// <exception cref="FormatException">A rule is unknown to this version, or two of them change case in contrary ways.</exception>
    public static Normalization Of(IReadOnlyList<string> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            // A file may hold a null.
            if (rule is null || !Known.ContainsKey(rule))
                throw new FormatException($"the normalisation rule '{rule}' is unknown; known are {string.Join(", ", Known.Keys)}");
        }

        List<string> ordered = [.. Known.Keys.Where(rules.Contains)];
        return Contradictory(ordered) is { Count: > 1 } rivals
            ? throw new FormatException($"the normalisation rules {string.Join(" and ", rivals)} contradict each other")
            : new Normalization(ordered);
    }

    /// <summary>Normalises a whole name.</summary>
    /// <param name="name">Text as it came in.</param>
    public string Apply(string name) => Run(Argument.NotNull(name), isPrefix: false);

    /// <summary>
    /// Normalises the beginning of a name: as <see cref="Apply"/>, but a space or a dash at its end stays, and a Greek word there
    /// has not ended.
    /// </summary>
    /// <param name="prefix">Text as it came in.</param>
    public string ApplyToPrefix(string prefix) => Run(Argument.NotNull(prefix), isPrefix: true);

    /// <inheritdoc/>
    public bool Equals(Normalization? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Aggregate(17, (hash, rule) => HashCode.Combine(hash, rule));

    /// <summary>Normalises characters from anywhere in a name, or from its end: only by rules that don't ask where they stand.</summary>
    internal string ApplyToPart(string text, bool isEnd = false) =>
        Run(text, isPrefix: !isEnd, Rules.Intersect([ComposeRule, DirectionsRule, StressRule, FoldNasalsRule, LowerRule, .. WordRules]));

    /// <summary>Composes the characters of an expression, where the model composes those of names.</summary>
    internal string Compose(string expression) => Run(expression, isPrefix: true, Rules.Intersect([ComposeRule]));

    // One rule for case at most, and none that sets the dots which the stress rule takes for marks of Lithuanian stress.
    private static List<string> Contradictory(List<string> rules) => rules.Exists(IsWordRule)
        ? rules.FindAll(rule => rule is LowerRule or TitleRule || IsWordRule(rule) || (rule == StressRule && rules.Exists(SetsDots)))
        : [];

    private static bool SetsDots(string rule) =>
        IsWordRule(rule) && (rule.EndsWith("-lt", StringComparison.Ordinal) || rule.EndsWith("-tr", StringComparison.Ordinal));

    private static bool IsWordRule(string rule) =>
        rule.StartsWith(LowerWordsRule, StringComparison.Ordinal) || rule.StartsWith(TitleWordsRule, StringComparison.Ordinal);

    private string Run(string text, bool isPrefix) => Run(text, isPrefix, Rules);

    private static string Run(string text, bool isPrefix, IEnumerable<string> rules) => UnicodeForm.IsWellFormed(text)
        ? rules.Aggregate(text, (current, rule) => Known[rule](current, isPrefix))
        : text;
}
