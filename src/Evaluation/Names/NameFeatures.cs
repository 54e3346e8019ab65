using MlPipeline.Text.Unicode;

namespace MlPipeline.Evaluation.Names;

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
        ("endings", name => [EndingOf(name)]),
    ];

    /// <summary>Gets the number of characters of a name, as text.</summary>
    public static string LengthOf(string name) => FormattableString.Invariant($"{CodePoints.Narrow(name).Length}");

    /// <summary>Gets the characters of a name, small.</summary>
    public static IReadOnlyList<string> Letters(string name) =>
        [.. SimpleCase.Lower(name).EnumerateRunes().Select(letter => letter.ToString())];

    /// <summary>Gets the n characters in a row, small, with <c>^</c> before the name and <c>$</c> after it; not for showing.</summary>
    public static IReadOnlyList<string> NGrams(string name, int n)
    {
        var framed = $"^{Small(name)}$";
        return [.. Enumerable.Range(0, Math.Max(0, framed.Length - n + 1)).Select(i => framed.Substring(i, n))];
    }

    private static string EndingOf(string name)
    {
        var small = Small(name);
        return small[^Math.Min(2, small.Length)..];
    }

    private static string Small(string name) => CodePoints.Narrow(SimpleCase.Lower(name));
}
