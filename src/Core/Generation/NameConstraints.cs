using System.Runtime.CompilerServices;
using MlPipeline.Models;

namespace MlPipeline.Generation;

/// <summary>
/// Which names are asked for. A name must meet every constraint that is set. Constraints are compared with names as the
/// model writes them: upper and lower case differ, unless the model's own rules make all letters lower case. Of those rules,
/// constraints go through the ones that change characters and don't ask where they stand (a regular expression only through
/// composition).
/// </summary>
public record NameConstraints
{
    /// <summary>
    /// What every name begins with, kept exactly, up to 100,000 characters; it is normalised as the model asks. Default: empty.
    /// </summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public string Prefix
    {
        get;
        init => field = Argument.NotNull(value).Length <= Limits.Prefix ? value
            : throw Invalid(Text.MessageText.Shorten(value), "a text of at most 100,000 characters");
    } = "";

    /// <summary>The label that names are asked for; null for the unlabelled start. Default: null.</summary>
    public string? Label { get; init; }

    /// <summary>Shortest name, in characters with its prefix, from 1 to 1,000,000. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int MinLength
    {
        get;
        init => field = value is >= 1 and <= Limits.Length ? value : throw Invalid(value, "a whole number from 1 to 1,000,000");
    } = 1;

    /// <summary>
    /// Longest name, in characters with its prefix, from 1 to 1,000,000. Longer draws are thrown away, not cut, so that the names follow
    /// the
    /// model's distribution over names of up to this length. Null takes the longest training name's length. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int? MaxLength
    {
        get;
        init => field = value is null or (>= 1 and <= Limits.Length) ? value : throw Invalid(value, "a whole number from 1 to 1,000,000");
    }

    /// <summary>What every name ends with, up to 10,000 characters. Default: empty.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public string Suffix
    {
        get;
        init => field = NotLong(Argument.NotNull(value));
    } = "";

    /// <summary>
    /// A pattern for the whole name: <c>?</c> is any character, <c>*</c> any number of any characters, <c>[abc]</c>,
    /// <c>[a-c]</c> and <c>[!abc]</c> one character of a set or outside it; a backslash takes the next character literally.
    /// Up to 10,000 characters; null allows all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public string? Pattern
    {
        get;
        init => field = NotLong(value);
    }

    /// <summary>
    /// A regular expression for the whole name, of the part of the language that a finite automaton can decide in one
    /// pass: characters, <c>.</c>, classes, groups, <c>|</c>, <c>* + ? {m,n}</c>. Up to 10,000 characters; null allows all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public string? Regex
    {
        get;
        init => field = NotLong(value);
    }

    /// <summary>
    /// The only characters that names may hold, as one string; their order doesn't matter. Up to 10,000; null allows all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More.</exception>
    public string? Letters
    {
        get;
        init => field = NotLong(value);
    }

    /// <summary>Texts that no name may hold anywhere: up to 10,000 of up to 10,000 characters. Default: none.</summary>
    /// <exception cref="ArgumentNullException">Null, or an element is.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more, or one is longer.</exception>
    public IReadOnlyList<string> Banned
    {
        get;
        init => field = Argument.NoNulls(value) switch
        {
            { Count: > Limits.Banned } banned => throw Invalid(banned.Count, "at most 10,000 texts"),
            var banned when banned.FirstOrDefault(text => text.Length > Limits.Text) is { } text => throw Long(text, nameof(Banned)),
            var banned => banned,
        };
    } = [];

    /// <summary>
    /// Names that must not be given; normalised as the model asks. With <see cref="MinEdits"/> neither may names near them. Default: none.
    /// </summary>
    /// <exception cref="ArgumentNullException">Null, or an element is.</exception>
    public IReadOnlyCollection<string> Excluded
    {
        get;
        init => field = Argument.NoNulls(value);
    } = [];

    /// <summary>
    /// Whether the names of the data are excluded, under every label: those that the model was trained on and those that were held
    /// out, as the file's fingerprints know them (<see cref="ModelManifest.KnownNames"/>). They are compared as the model writes names:
    /// after its rules, upper and lower case apart. A file from before held-out names were recorded
    /// (<see cref="ModelManifest.HeldOutNames"/> is null) excludes its training names alone. Default: false.
    /// </summary>
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

    private static T NotLong<T>(T text, [CallerMemberName] string name = "")
        where T : class? => text is string { Length: > Limits.Text } given ? throw Long(given, name) : text;

    private static ArgumentOutOfRangeException Long(string text, string name) =>
        Invalid(Text.MessageText.Shorten(text), "a text of at most 10,000 characters", name);

    private protected static ArgumentOutOfRangeException Invalid(object? value, string expected, [CallerMemberName] string name = "") =>
        new(name, value, $"{name} must be {expected}.");
}
