namespace MlPipeline.Scoring.Evaluation.Samples;

/// <summary>The features of names whose distributions are compared.</summary>
internal static class NameFeatures
{
    /// <summary>Gets the features, each with the name of its metric.</summary>
    public static IReadOnlyList<(string Name, Func<string, IReadOnlyList<string>> Of)> All { get; } =
    [
        ("lengths", name => [LengthOf(name)]),
        ("letters", Letters),
        ("bigrams", name => NGrams(name, 2)),
        ("trigrams", name => NGrams(name, 3)),
        ("endings", name => [name.ToLowerInvariant()[^Math.Min(2, name.Length)..]]),
    ];

    /// <summary>Gets the name of a length.</summary>
    public static string LengthOf(string name) => FormattableString.Invariant($"{name.Length}");

    /// <summary>Gets the characters of a name, small.</summary>
    public static IReadOnlyList<string> Letters(string name) => [.. name.ToLowerInvariant().Select(letter => letter.ToString())];

    /// <summary>Gets the n characters in a row, small, <c>^</c> standing before the name and <c>$</c> behind it.</summary>
    public static IReadOnlyList<string> NGrams(string name, int n)
    {
        var framed = $"^{name.ToLowerInvariant()}$";
        return [.. Enumerable.Range(0, Math.Max(0, framed.Length - n + 1)).Select(i => framed.Substring(i, n))];
    }
}
