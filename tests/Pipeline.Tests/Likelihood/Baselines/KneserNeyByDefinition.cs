namespace MlPipeline.Tests.Likelihood.Baselines;

/// <summary>
/// Modified Kneser-Ney written down as Chen and Goodman (1998) define it: from the highest order downwards, over strings,
/// searching all names for every count. Far too slow to use.
/// </summary>
internal sealed class KneserNeyByDefinition(int[][] names, int symbolCount, int order)
{
    private readonly string[] _texts = Array.ConvertAll(names, name => Text(name) + '$');

    public double Probability(int[] prefix, int symbol)
    {
        var history = Text(prefix);
        return Probability(history[Math.Max(0, history.Length - (order - 1))..], symbol == symbolCount ? '$' : Letter(symbol));
    }

    private static char Letter(int symbol) => (char)('a' + symbol);

    private static string Text(int[] name) => '^' + string.Concat(name.Select(Letter));

    private double Probability(string history, char next)
    {
        var lower = history == "" ? 1 / (symbolCount + 1.0) : Probability(history[1..], next);
        var counts = Counts(history.Length + 1);
        var followers = counts.Where(pair => pair.Key[..^1] == history).ToDictionary(pair => pair.Key[^1], pair => pair.Value);
        if (followers.Count == 0)
            return lower;

        var discounts = Discounts(counts.Values);
        var count = followers.GetValueOrDefault(next);
        var taken = followers.Values.Sum(value => discounts[Math.Min(value, 3)]);
        return (count - discounts[Math.Min(count, 3)] + taken * lower) / followers.Values.Sum();
    }

    private Dictionary<string, int> Counts(int length) => Pieces(length).Distinct().ToDictionary(piece => piece, piece =>
        length == order || piece[0] == '^'
            ? Pieces(length).Count(other => other == piece)
            : Pieces(length + 1).Where(longer => longer[1..] == piece).Distinct().Count());

    // All n-grams whose last symbol is predicted.
    private IEnumerable<string> Pieces(int length) =>
        from text in _texts
        from start in Enumerable.Range(0, Math.Max(0, text.Length - length + 1))
        let piece = text.Substring(start, length)
        where piece[^1] != '^'
        select piece;

    private static double[] Discounts(ICollection<int> counts)
    {
        double N(int value) => counts.Count(count => count == value);

        var y = N(1) / (N(1) + 2 * N(2));
        double[] discounts = [0, 1 - 2 * y * N(2) / N(1), 2 - 3 * y * N(3) / N(2), 3 - 4 * y * N(4) / N(3)];
        return N(1) * N(2) * N(3) > 0 && discounts[1..].All(discount => discount > 0) ? discounts : [0, 0.5, 1, 1.5];
    }
}
