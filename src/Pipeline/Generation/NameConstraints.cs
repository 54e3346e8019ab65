using System.Runtime.CompilerServices;

namespace MlPipeline.Generation;

/// <summary>
/// Which names are asked for. A name must meet every constraint that is set. Constraints are compared with names as the
/// model writes them: upper and lower case differ, unless the model's own rules make all letters lower case. Of those rules,
/// constraints go through the ones that change characters and don't ask where they stand (a regular expression only through
/// composition).
/// </summary>
public record NameConstraints
{
    /// <summary>What every name begins with, kept exactly; it is normalised as the model asks. Default: empty.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Prefix
    {
        get;
        init => field = Argument.NotNull(value);
    } = "";

    /// <summary>The label that names are asked for; null for the unlabelled start. Default: null.</summary>
    public string? Condition { get; init; }

    /// <summary>Shortest name, in characters with its prefix. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int MinLength
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    } = 1;

    /// <summary>
    /// Longest name, in characters with its prefix. Longer draws are thrown away, not cut, so that the names follow the
    /// model's distribution over names of up to this length. Null takes the longest training name's length. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? MaxLength
    {
        get;
        init => field = value is null or >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    }

    /// <summary>What every name ends with. Default: empty.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Suffix
    {
        get;
        init => field = Argument.NotNull(value);
    } = "";

    /// <summary>
    /// A pattern for the whole name: <c>?</c> is any character, <c>*</c> any number of any characters, <c>[abc]</c>,
    /// <c>[a-c]</c> and <c>[!abc]</c> one character of a set or outside it; a backslash takes the next character literally.
    /// Null allows all. Default: null.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// A regular expression for the whole name, of the part of the language that a finite automaton can decide in one
    /// pass: characters, <c>.</c>, classes, groups, <c>|</c>, <c>* + ? {m,n}</c>. Null allows all. Default: null.
    /// </summary>
    public string? Regex { get; init; }

    /// <summary>The only characters that names may hold, as one string; their order doesn't matter. Null allows all. Default: null.</summary>
    public string? Letters { get; init; }

    /// <summary>Texts that no name may hold anywhere. Default: none.</summary>
    /// <exception cref="ArgumentNullException">Null, or an element is.</exception>
    public IReadOnlyList<string> Banned
    {
        get;
        init => field = Argument.NoNulls(value);
    } = [];

    /// <summary>Names that must not be given; normalised as the model asks. With <see cref="MinEdits"/> neither may names near them. Default: none.</summary>
    /// <exception cref="ArgumentNullException">Null, or an element is.</exception>
    public IReadOnlyCollection<string> Excluded
    {
        get;
        init => field = Argument.NoNulls(value);
    } = [];

    /// <summary>Whether names of the training data are excluded: the model file carries their fingerprints. Default: false.</summary>
    public bool Novel { get; init; }

    /// <summary>
    /// Least number of insertions, deletions and substitutions of characters (Levenshtein) between a name and every
    /// excluded one, from 1 to 4; for <see cref="Novel"/> from the model's fingerprints at most 2. Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not from 1 to 4.</exception>
    public int MinEdits
    {
        get;
        init => field = value is >= 1 and <= 4 ? value : throw Invalid(value, "a whole number from 1 to 4");
    } = 1;

    private protected static ArgumentOutOfRangeException Invalid(object? value, string expected, [CallerMemberName] string name = "") =>
        new(name, value, $"{name} must be {expected}.");
}
