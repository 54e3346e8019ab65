using System.Globalization;

namespace MlPipeline.Reporting.Charts;

/// <summary>A beginning of names, and what names continue it.</summary>
/// <param name="Text">The whole beginning, or the whole name of a leaf.</param>
/// <param name="Probability">Of all names that begin so, in [0, 1].</param>
/// <param name="Children">In the order in which they are drawn; none for a name that ends here.</param>
internal sealed record PrefixNode(string Text, double Probability, IReadOnlyList<PrefixNode> Children)
{
    /// <summary>
    /// Makes the tree of names: it forks where names part, and the name that other names begin with is a leaf of its own.
    /// Probabilities of beginnings are sums over the given names.
    /// </summary>
    /// <param name="names">Different names, each with its probability.</param>
    public static PrefixNode Of(IEnumerable<(string Name, double Probability)> names) =>
        Fork("", [.. names.Select(name => (Characters: Split(name.Name), name.Name, name.Probability))], 0);

    private static PrefixNode Fork(string text, List<(string[] Characters, string Name, double Probability)> names, int depth)
    {
        List<PrefixNode> children = [];
        foreach (var group in names.GroupBy(name => depth < name.Characters.Length ? name.Characters[depth] : ""))
        {
            List<(string[] Characters, string Name, double Probability)> same = [.. group];
            children.Add(same is [var only] ? new PrefixNode(only.Name, only.Probability, []) : Grow(same, depth + 1));
        }

        return new PrefixNode(
            text, names.Sum(name => name.Probability),
            [.. children.OrderByDescending(child => child.Probability).ThenBy(child => child.Text, StringComparer.Ordinal)]);
    }

    // Continues as long as all have the same next character.
    private static PrefixNode Grow(List<(string[] Characters, string Name, double Probability)> names, int depth)
    {
        var first = names[0].Characters;
        while (depth < first.Length && names.TrueForAll(name => depth < name.Characters.Length && name.Characters[depth] == first[depth]))
            depth++;
        return Fork(string.Concat(first.Take(depth)), names, depth);
    }

    private static string[] Split(string name)
    {
        List<string> characters = [];
        for (var elements = StringInfo.GetTextElementEnumerator(name); elements.MoveNext();)
            characters.Add(elements.GetTextElement());
        return [.. characters];
    }
}
