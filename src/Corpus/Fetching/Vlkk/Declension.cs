namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>A name in the seven cases, with stress marks.</summary>
/// <param name="Forms">In the order of <see cref="Columns"/>; an empty one where the page has none.</param>
internal sealed record Declension(IReadOnlyList<string> Forms)
{
    /// <summary>The cases as the site abbreviates them.</summary>
    public static readonly IReadOnlyList<string> Labels = ["Vard.", "Kilm.", "Naud.", "Gal.", "Įnag.", "Viet.", "Šauksm."];

    /// <summary>The same cases as columns.</summary>
    public static readonly IReadOnlyList<string> Columns = ["nominative", "genitive", "dative", "accusative", "instrumental", "locative",
        "vocative"];

    /// <summary>Gets the name as the page declines it.</summary>
    public string Nominative => Forms[0];
}
