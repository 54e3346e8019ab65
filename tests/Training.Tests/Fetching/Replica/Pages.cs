using MlPipeline.Corpus.Fetching.Vlkk;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Training.Tests.Fetching.Replica;

/// <summary>Pages built as the site builds them, quotation marks and all.</summary>
internal static class Pages
{
    public static string Front(Uri site, IEnumerable<string> letters) => $"""
        <!DOCTYPE html>
        <html lang="lt-LT"><head><meta charset="UTF-8"><title>Vardai</title><script>var a = "<a class='recommend__links' href='/sarasas/x/'>";</script></head>
        <body class="home"><a class="logo" href="{site}">Vardai</a>
        <section class="section recommend" id="recommend"><h2>Rekomenduojamų vardų sąrašas</h2><ul>
        {string.Join('\n', letters.Select(letter => $"<li><a class=\"recommend__links\" href=\"{site}sarasas/{letter}/\">{letter}</a></li>"))}
        </ul></section>
        <p><a href="{site}statistika/">Statistika</a></p></body></html>
        """;

    public static string Letter(Uri site, IEnumerable<(string Raw, bool IsMan)> names) => $"""
        <!DOCTYPE html><html lang="lt-LT"><head><meta charset="UTF-8"></head><body><section class="section"><ul class="names_list">
        {string.Join('\n', names.Select(name => Link(site, name.Raw, name.IsMan)))}
        </ul></section><footer>&copy;&nbsp;Replika</footer></body></html>
        """;

    public static string Link(Uri site, string raw, bool isMan) =>
        $"<li><a href='{site}vardas/{Slug(raw)}' class='names_list__links names_list__links--{(isMan ? "man" : "woman")}'>{raw}</a></li>";

    /// <summary>A name's own page: each form before its case, as the site has it.</summary>
    public static string Detail(string nominative) => Detail(nominative, FormsOf(nominative));

    public static string Detail(string nominative, IReadOnlyList<string> forms) => $"""
        <html><head><title>{nominative}</title><script>var kirtis = "Klaĩda, Vard.";</script></head><body><h1>{nominative}</h1>
        <p>Vyro vardas. Kirčiavimas – 2 kirčiuotė.</p><div class="declension">
        {string.Join('\n', Declension.Labels.Select((label, i) => $"<div><strong>{forms[i]}{(label == "Šauksm." ? "!" : ",")}</strong> <span>{label}</span></div>"))}
        </div></body></html>
        """;

    public static IReadOnlyList<string> FormsOf(string nominative)
    {
        var stem = nominative[..^1];
        return [nominative, stem + "x", stem + "ui", stem + "ą", stem + "u", stem + "yje", stem + "e"];
    }

    /// <summary>The site's addresses know no marks at all: ė and e share a page.</summary>
    public static string Slug(string raw) => string.Concat(CanonicalForm.Decompose(raw).Where(char.IsAscii));
}
