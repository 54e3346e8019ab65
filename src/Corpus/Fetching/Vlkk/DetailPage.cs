using MlPipeline.Corpus.Fetching.Caching;
using MlPipeline.Corpus.Fetching.Pages;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>Reads a name's own page: its declension.</summary>
/// <remarks>
/// The site writes each form before its case ("Vardẽnis, Vard. Vardẽnio, Kilm. …"); forms behind their cases and a row of
/// cases above a row of forms are read too. Which it is shows where the name itself stands, so nothing is guessed.
/// </remarks>
internal static class DetailPage
{
    private static readonly char[] Punctuation = [',', ';', '.', '!', ':', '–', '-', '—', '(', ')'];

    /// <summary>Reads the declension of a name; a page may hold several names that are written alike without marks.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">The name without stress marks.</param>
    /// <returns>The declension; null where the page declines no such name.</returns>
    public static Declension? Read(CachedPage page, string name)
    {
        var words = HtmlPage.Parse(page).Words();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == Declension.Labels[0] && ReadAt(words, i, name) is { } declension)
                return declension;
        }

        return null;
    }

    // The word at "start" is the label of the nominative.
    private static Declension? ReadAt(IReadOnlyList<string> words, int start, string name)
    {
        var length = name.Split(' ').Length;
        var labels = LabelsFrom(words, start);
        if (labels.Count < 2)
            return null;

        var isRow = labels.Zip(labels.Skip(1)).All(pair => pair.Second.Place == pair.First.Place + 1);
        if (isRow)
            return Take(index => labels[^1].Place + 1 + (index * length));
        if (start >= length && IsName(words, start - length, length, name))
            return Take(index => labels[index].Place - length);
        return Take(index => labels[index].Place + 1);

        Declension? Take(Func<int, int> placeOf)
        {
            var forms = new string[Declension.Labels.Count];
            Array.Fill(forms, "");
            for (var i = 0; i < labels.Count; i++)
                forms[labels[i].Case] = Form(words, placeOf(i), length);
            return StressMarks.Remove(forms[0]) == name ? new Declension(forms) : null;
        }
    }

    // Ends where the cases of another name, or no more cases, follow.
    private static List<(int Case, int Place)> LabelsFrom(IReadOnlyList<string> words, int start)
    {
        var labels = new List<(int Case, int Place)>();
        for (var i = start; i < words.Count && i - start < 20 * Declension.Labels.Count; i++)
        {
            var found = Declension.Labels.ToList().IndexOf(words[i]);
            if (found >= 0 && labels.Count > 0 && found <= labels[^1].Case)
                break;
            if (found >= 0)
                labels.Add((found, i));
        }

        return labels;
    }

    private static bool IsName(IReadOnlyList<string> words, int place, int length, string name) =>
        StressMarks.Remove(Form(words, place, length)) == name;

    private static string Form(IReadOnlyList<string> words, int place, int length) => place < 0 || place + length > words.Count
        ? ""
        : string.Join(' ', words.Skip(place).Take(length).Select(word => Declension.Labels.Contains(word) ? "" : word.Trim(Punctuation)));
}
