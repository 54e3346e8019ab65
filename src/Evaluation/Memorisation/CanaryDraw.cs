using MlPipeline.Data;
using MlPipeline.Evaluation.Statistics;

namespace MlPipeline.Evaluation.Memorisation;

/// <summary>Draws names to plant: the blanks of a pattern are filled with letters by chance, all alike.</summary>
/// <remarks>Every letter must be as probable as every other: what exposure is to be expected of a name never seen rests on it.</remarks>
internal static class CanaryDraw
{
    private const int Patience = 1_000;

    /// <summary>Draws different names that aren't among the training names.</summary>
    /// <param name="patterns">Patterns with <see cref="CanaryFile.Blank"/> for each letter that is drawn; they take turns.</param>
    /// <param name="count">Number of names.</param>
    /// <param name="names">The training names; blanks stand for their small letters.</param>
    /// <param name="seed">Another seed draws other names.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Names with their patterns.</returns>
    /// <exception cref="ArgumentException">
    /// A pattern has no blank, the names have no small letters, or a pattern allows too few new names.
    /// </exception>
    public static IReadOnlyList<Canary> Draw(
        IReadOnlyList<string> patterns, int count, IEnumerable<NameRecord> names, long seed, CancellationToken cancellation = default)
    {
        var taken = names.Select(record => record.Name).ToHashSet(StringComparer.Ordinal);
        string[] letters = [.. taken.SelectMany(name => name.EnumerateRunes()).Where(System.Text.Rune.IsLower).Distinct().Order()
            .Select(letter => letter.ToString())];
        if (letters.Length == 0)
            throw new ArgumentException("The training names have no small letters to draw.");
        if (patterns.FirstOrDefault(pattern => !pattern.Contains(CanaryFile.Blank, StringComparison.Ordinal)) is { } bare)
        {
            throw new ArgumentException(
                $"The pattern '{bare}' has no '{CanaryFile.Blank}'. Put one in the place of every letter that is to be drawn.");
        }

        var random = new SplitMix64((ulong)seed);
        List<Canary> canaries = [];
        while (canaries.Count < count)
        {
            cancellation.ThrowIfCancellationRequested();
            var pattern = patterns[canaries.Count % patterns.Count];
            var name = Enumerable.Range(0, Patience).Select(_ => Fill(pattern)).FirstOrDefault(taken.Add)
                ?? throw new ArgumentException(
                    $"The pattern '{pattern}' allows too few names that are no training names. Give it more blanks.");
            canaries.Add(new Canary(name, pattern, canaries.Count + 2));
        }

        return canaries;

        string Fill(string pattern) =>
            string.Concat(
                pattern.Select(character => character == CanaryFile.Blank ? letters[random.Next(letters.Length)] : character.ToString()));
    }
}
