using System.Globalization;
using MlPipeline.Text;
using static MlPipeline.Corpus.Cleaning.Profile.Markup;

namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>
/// A profile of cleaned names as one HTML page: no network, no script, every picture with its numbers as text. The same
/// input gives the same bytes.
/// </summary>
internal sealed class ProfileReport : IDisposable
{
    private const int TwinsShown = 36;
    private const int ExamplesShown = 8;
    private readonly CleaningResult _result;
    private readonly CleaningSource _source;
    private readonly NameProfile _profile;
    private readonly StringWriter _page = new(CultureInfo.InvariantCulture);

    private ProfileReport(CleaningResult result, CleaningSource source, CancellationToken cancellation) =>
        (_result, _source, _profile) = (result, source, NameProfile.Of(result.Names, result.Language, cancellation));

    /// <summary>Writes the page.</summary>
    /// <param name="result">What cleaning gave; at least one name.</param>
    /// <param name="source">The input.</param>
    /// <param name="cancellation">Stops while near twins are sought.</param>
    public static string Write(CleaningResult result, CleaningSource source, CancellationToken cancellation)
    {
        using var report = new ProfileReport(result, source, cancellation);
        return report.Write();
    }

    /// <inheritdoc/>
    public void Dispose() => _page.Dispose();

    private string Write()
    {
        Head();
        Rules();
        Lengths();
        Letters();
        Endings();
        NGrams();
        Twins();
        _page.Write(
            "<footer>Letters, endings, n-grams and near twins are counted over different names in lower case. Written by " +
                "MlPipeline.</footer>\n</main>\n</body>\n</html>\n");
        return _page.ToString().ReplaceLineEndings("\n");
    }

    private void Head()
    {
        _page.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Names from {Escape(_source.Name)}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <h1>Names from {Name(_source.Name)}</h1>
            <p class="soft">What is in the cleaned file, and what cleaning did. SHA-256 of the input: <code>{_source.Sha256}</code></p>
            <dl class="figures">

            """);
        Figure("Rows read", Number(_result.Rows));
        Figure(_result.HasGender ? "Rows written" : "Names written", Number(_result.Names.Count));
        if (_result.HasGender)
        {
            for (var i = 0; i < _profile.Genders.Count; i++)
                Figure(GenderName(i), Number(_profile.GenderCounts[i]));
        }

        Figure("Different letters", Number(_profile.LetterCount));
        Figure("Longest, letters", Number(_profile.LongestName));
        _page.Write("</dl>\n");
    }

    private void Figure(string label, string value) => _page.Write($"<div><dt>{Escape(label)}</dt><dd>{value}</dd></div>\n");

    private void Rules()
    {
        var dropped = _result.Rules.Where(rule => rule.Effect == RuleEffect.Dropped && rule.Count > 0).ToList();
        Begin("rules", "What each rule did",
            $"Of {Number(_result.Rows)} rows {Number(_result.Names.Count)} are left. Rules run from top to bottom.");
        if (dropped.Count > 0)
        {
            Show("rules", "Rows dropped by each rule", [.. dropped.Select(rule => new Tally(rule.Name, [rule.Count]))],
                (picture, tallies) => picture.Bars(tallies, labelWidth: 110));
        }

        _page.Write(
            "<div class=\"scroll\"><table class=\"rules\"><thead><tr><th>Rule</th><th>Does</th><th>Rows</th><th>First " +
                "examples</th></tr></thead><tbody>\n");
        foreach (var rule in _result.Rules)
        {
            _page.Write(
                $"<tr{(rule.Count == 0 ? " class=\"none\"" : "")}><td><b>{Escape(rule.Name)}</b></td><td>{Encode(rule.Description)}</td>");
            _page.Write(
                $"<td class=\"count\">{Number(rule.Count)} " +
                    $"{rule.Effect.ToString().ToLowerInvariant()}</td><td>{string.Join("<br>", rule.Examples.Take(ExamplesShown).Select(Example))}</td></tr>\n");
        }

        End("</tbody></table></div>");
    }

    private static string Example(RuleExample example) =>
        (example.Before.Length > 0 ? Name(example.Before) : "") +
        (example.After is { } after && after != example.Before ? $" → {Name(after)}" : "") +
        $" <small>row {example.Row.ToString("N0", CultureInfo.InvariantCulture)}{(example.Reason is { } reason ? ", " + Name(reason) : "")}</small>";

    private void Lengths()
    {
        var common = _profile.Lengths.MaxBy(length => length.Total)!;
        Begin("lengths", "Lengths", $"Most names, {Number(common.Total)} of {Number(_profile.Names.Count)}, have {common.Label} letters.");
        Show("lengths", "Names of each length, in letters", _profile.Lengths, (picture, tallies) => picture.Columns(tallies));
        End();
    }

    private void Letters()
    {
        var common = _profile.Letters.MaxBy(letter => letter.Total)!;
        var missing = _profile.MissingLetters.Count is > 0 and < 16
            ? $" Of the Lithuanian alphabet never: {string.Join(" ", _profile.MissingLetters)}."
            : "";
        var part = _profile.LetterCount > _profile.Letters.Count
            ? $" Shown are {_profile.Letters.Count} of {Number(_profile.LetterCount)} characters."
            : "";
        Begin("letters", "Letters", $"The most frequent is {Label(common.Label)}, {Number(common.Total)} times.{missing}{part}");
        Show("letters", "Occurrences of each letter", _profile.Letters, (picture, tallies) => picture.Columns(tallies));
        End();
    }

    private void Endings()
    {
        Begin("endings", _result.HasGender
            ? $"Endings by {Escape(_result.LabelColumn!)}"
            : "Endings", "The most frequent last two letters.");
        Show("endings", "Names with each ending", _profile.Endings, (picture, tallies) => picture.Bars(tallies));
        End();
    }

    private void NGrams()
    {
        Begin("ngrams", "N-grams", "The most frequent neighbours inside names.");
        _page.Write("<div class=\"pair\">");
        if (_profile.Bigrams.Count > 0)
        {
            Show("bigrams", "Two letters", _profile.Bigrams, (picture, tallies) =>
                picture.Bars(tallies, labelWidth: 72), heading: "Two letters");
        }

        if (_profile.Trigrams.Count > 0)
        {
            Show("trigrams", "Three letters", _profile.Trigrams, (picture, tallies) =>
                picture.Bars(tallies, labelWidth: 72), heading: "Three letters");
        }

        End("</div>");
    }

    private void Twins()
    {
        var more = _profile.HasMoreTwins ? "More than " : "";
        var alike = _profile.Twins.SelectMany(pair => new[] { pair.First, pair.Second }).Distinct(StringComparer.Ordinal).Count();
        Begin("twins", "Near-duplicates",
            $"{more}{Number(_profile.Twins.Count)} pairs differ by one letter; {more.ToLowerInvariant()}{Number(alike)} of " +
                $"{Number(_profile.Names.Count)} names " +
            $"({100.0 * alike / _profile.Names.Count:0} %) have such a near twin, so a random split gives optimistic results; hold out " +
                $"whole clusters of near-duplicates instead (split by family).");
        var kinds = _profile.Twins.ToLookup(pair => pair.Kind);
        if (_profile.Twins.Count > 0)
        {
            List<Tally> counts = [.. Enum.GetValues<TwinKind>().Select(kind => new Tally(Describe(kind), [kinds[kind].Count()]))];
            Show("twins", "Pairs by what differs", counts, (picture, tallies) => picture.Bars(tallies, labelWidth: 130));
        }

        foreach (var kind in Enum.GetValues<TwinKind>().Where(kind => kinds[kind].Any()))
        {
            var count = kinds[kind].Count();
            _page.Write(
                $"<h3>{Escape(Describe(kind))}{(kind is TwinKind.Mark ? ": one of them may be misspelt" : "")}</h3>\n<ul class=\"twins\">");
            foreach (var pair in kinds[kind].OrderBy(pair => pair.First, StringComparer.Ordinal)
                .ThenBy(pair => pair.Second, StringComparer.Ordinal).Take(TwinsShown))
            {
                _page.Write($"<li>{Name(pair.First)} – {Name(pair.Second)}</li>\n");
            }

            _page.Write("</ul>\n");
            if (count > TwinsShown)
                _page.Write($"<p class=\"soft\">and {Number(count - TwinsShown)} more</p>\n");
        }

        End();
    }

    private static string Describe(TwinKind kind) => kind switch
    {
        TwinKind.Mark => "A mark alone",
        TwinKind.DoubledLetter => "A doubled letter",
        TwinKind.Ending => "The last letter",
        _ => "Elsewhere",
    };

    private void Begin(string id, string heading, string text) =>
        _page.Write($"<section id=\"{id}\">\n<h2>{heading}</h2>\n<p>{text}</p>\n");

    private void End(string closing = "") => _page.Write(closing + "\n</section>\n");

    // The picture, its legend, and its numbers for those who read rather than look.
    private void Show(
        string id, string title, IReadOnlyList<Tally> tallies, Func<Picture, IReadOnlyList<Tally>, string> draw, string? heading = null)
    {
        var series = tallies[0].Counts.Count;
        var largest = tallies.OrderByDescending(tally => tally.Total).Take(3)
            .Select(tally => $"{VisibleText.Of(tally.Label)} {Number(tally.Total)}");
        var picture = new Picture(
            id, title, $"A chart with {tallies.Count} entries; the largest: {string.Join(", ", largest)}. The numbers follow as a table.");
        _page.Write($"<figure>\n{(heading is null ? "" : $"<h3>{heading}</h3>\n")}");
        if (series > 1 || (id == "endings" && _result.HasGender))
        {
            _page.Write("<ul class=\"legend\">");
            for (var i = 0; i < series; i++)
            {
                _page.Write(
                    $"<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"s{i}\" width=\"10\" " +
                        $"height=\"10\"/></svg>{Escape(GenderName(i))}</li>");
            }

            _page.Write("</ul>\n");
        }

        _page.Write(
            $"{draw(picture, tallies)}\n{(heading is null ? $"<figcaption>{Escape(title)}</figcaption>\n" : "")}<details><summary>As a " +
                $"table</summary><table><tbody>\n");
        foreach (var tally in tallies)
        {
            _page.Write(
                $"<tr><th scope=\"row\">{Label(tally.Label)}</th>{string.Concat(tally.Counts.Select(count => $"<td class=\"count\">{Number(count)}</td>"))}</tr>\n");
        }

        _page.Write("</tbody></table></details>\n</figure>\n");
    }

    private string GenderName(int series) =>
        _profile.Genders[series] is { Length: > 0 } gender ? MessageText.Shorten(gender) : $"without {_result.LabelColumn ?? "gender"}";
}
