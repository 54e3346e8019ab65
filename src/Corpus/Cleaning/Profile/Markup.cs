using System.Globalization;
using System.Net;
using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning.Profile;

/// <summary>Turns text and numbers into HTML. Names come from the web: none of them reaches a page but through here.</summary>
internal static class Markup
{
    /// <summary>Escapes text of our own, at any length.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Escapes any text for element content and attributes, makes it visible and cuts it.</summary>
    public static string Escape(string text) => Encode(VisibleText.Of(text));

    /// <summary>Escapes a name so that its writing direction doesn't bend what stands around it.</summary>
    public static string Name(string name) => $"<bdi>{Escape(name)}</bdi>";

    /// <summary>A label of one or a few characters; a mark alone gets a circle to stand on.</summary>
    public static string Label(string label) => Escape(
        (label.Length > 0 && CharUnicodeInfo.GetUnicodeCategory(label, 0) == UnicodeCategory.NonSpacingMark ? "◌" : "") + label);

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a picture.</summary>
    public static string Length(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);
}
