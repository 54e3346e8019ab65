using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>The numbers of a report. Letters, endings and n-grams are counted in lower case, over different names.</summary>
internal sealed class NameProfile
{
    private const int MostGenders = 5;
    private const int MostLetters = 48;
    private const int MostLengths = 40;
    private const int MostEndings = 14;
    private const int MostNGrams = 15;
    private const int MostPairs = 200_000;

    private NameProfile(IReadOnlyList<string> names) => Names = names;

    /// <summary>The different names, in lower case.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The genders, the most frequent first; one without a name where there are none.</summary>
    public required IReadOnlyList<string> Genders { get; init; }

    /// <summary>Rows of each gender.</summary>
    public required IReadOnlyList<int> GenderCounts { get; init; }

    /// <summary>Names of each length in characters, without gaps from the shortest; the last one may say "and more".</summary>
    public required IReadOnlyList<Tally> Lengths { get; init; }

    /// <summary>Occurrences of letters: in Lithuanian those of the alphabet in its order, then others, the most frequent first.</summary>
    public required IReadOnlyList<Tally> Letters { get; init; }

    /// <summary>Different characters, of which <see cref="Letters"/> may show a part.</summary>
    public required int LetterCount { get; init; }

    /// <summary>Letters of the Lithuanian alphabet that don't occur in names cleaned for it.</summary>
    public required IReadOnlyList<string> MissingLetters { get; init; }

    /// <summary>The most frequent last two characters, with rows of each gender.</summary>
    public required IReadOnlyList<Tally> Endings { get; init; }

    public required IReadOnlyList<Tally> Bigrams { get; init; }

    public required IReadOnlyList<Tally> Trigrams { get; init; }

    public required IReadOnlyList<TwinPair> Twins { get; init; }

    /// <summary>Whether there are more twins than were looked at.</summary>
    public bool HasMoreTwins => Twins.Count == MostPairs;

    public int LongestName { get; private init; }

    /// <summary>Counts.</summary>
    /// <param name="rows">The cleaned names.</param>
    /// <param name="language">The language whose rules cleaned: Lithuanian letters come in the order of their alphabet.</param>
    /// <param name="cancellation">Stops while near twins are sought.</param>
    public static NameProfile Of(IReadOnlyList<CleanName> rows, CleaningLanguage language, CancellationToken cancellation)
    {
        var lower = Normalization.Of([Normalization.LowerRule]);
        var labelled = rows.Select(row => (Name: lower.Apply(row.Name), Gender: row.Gender ?? "")).ToList();
        var names = labelled.Select(row => row.Name).Distinct(StringComparer.Ordinal).ToList();
        var genders = Tally.Of(labelled.Select(row => row.Gender));
        List<string> shown = [.. genders.Take(MostGenders).Select(gender => gender.Label)];
        var letters = Tally.Of(names.SelectMany(Characters));
        var lengths = names.CountBy(name => Math.Min(name.EnumerateRunes().Count(), MostLengths)).ToDictionary();

        return new NameProfile(names)
        {
            Genders = shown,
            GenderCounts = [.. genders.Take(MostGenders).Select(gender => gender.Total)],
            Lengths = [.. Enumerable.Range(lengths.Keys.Min(), lengths.Keys.Max() - lengths.Keys.Min() + 1)
                .Select(length => new Tally($"{length}{(length == MostLengths ? "+" : "")}", [lengths.GetValueOrDefault(length)]))],
            Letters = [.. letters.OrderBy(letter => language.IsLithuanian ? LithuanianAlphabet.PlaceOf(letter.Label) : 0)
                .Take(MostLetters)],
            LetterCount = letters.Count,
            MissingLetters = language.IsLithuanian
                ? [.. Characters(LithuanianAlphabet.Letters).Except(letters.Select(letter => letter.Label))]
                : [],
            Endings = [.. labelled.GroupBy(row => Ending(row.Name), StringComparer.Ordinal)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostEndings)
                .Select(group => new Tally("-" + group.Key, [.. shown.Select(gender => group.Count(row => row.Gender == gender))]))],
            Bigrams = [.. Tally.Of(names.SelectMany(name => NGrams(name, 2))).Take(MostNGrams)],
            Trigrams = [.. Tally.Of(names.SelectMany(name => NGrams(name, 3))).Take(MostNGrams)],
            Twins = [.. Guarded(NearTwins.Find(names), cancellation).Take(MostPairs)],
            LongestName = names.Max(name => name.EnumerateRunes().Count()),
        };
    }

    // A space would not be seen.
    private static IEnumerable<string> Characters(string name) =>
        name.EnumerateRunes().Select(rune => rune.Value == ' ' ? "␣" : rune.ToString());

    private static string Ending(string name) => string.Concat(Characters(name).TakeLast(2));

    private static IEnumerable<string> NGrams(string name, int order)
    {
        var characters = Characters(name).ToList();
        return Enumerable.Range(0, Math.Max(0, characters.Count - order + 1)).Select(i => string.Concat(characters.Skip(i).Take(order)));
    }

    private static IEnumerable<T> Guarded<T>(IEnumerable<T> items, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
