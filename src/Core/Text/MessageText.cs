using System.Globalization;

namespace MlPipeline.Text;

/// <summary>
/// Writes texts from outside into messages: cut at a sane length, quoted, and with nothing in them that breaks a line or bends it.
/// </summary>
/// <remarks>One for the library and both programs, so that all of them cut in the same way.</remarks>
internal static class MessageText
{
    /// <summary>UTF-16 units of a text that a message shows.</summary>
    public const int LongestText = 60;

    /// <summary>UTF-16 units of one value of a list.</summary>
    public const int LongestItem = 40;

    private const int MostItems = 10;

    /// <summary>Cuts a long text, between code points, and ends it with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">UTF-16 units that are kept at most.</param>
    public static string Shorten(string text, int longest = LongestText)
    {
        if (text.Length <= longest)
            return text;

        var isSplit = char.IsHighSurrogate(text[longest - 1]) && char.IsLowSurrogate(text[longest]);
        return string.Concat(text.AsSpan(0, isSplit ? longest - 1 : longest), "…");
    }

    /// <summary>Quotes a value: <c>'a, b'</c>, or <c>"O'Neill"</c> where it holds the mark itself.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">UTF-16 units that are kept at most.</param>
    public static string Quote(string text, int longest = LongestItem)
    {
        var shown = VisibleText.Escape(Shorten(text, longest));
        return shown.Contains('\'', StringComparison.Ordinal)
            ? $"\"{shown.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : $"'{shown}'";
    }

    /// <summary>Lists values, each quoted: <c>'a', 'b'</c>; of many the first, and how many more there are.</summary>
    /// <param name="values">Any texts.</param>
    /// <param name="most">Values that are written out at most.</param>
    public static string List(IEnumerable<string> values, int most = MostItems) => List([.. values], value => Quote(value), most);

    /// <summary>Lists values as a function writes them; of many the first, and how many more there are.</summary>
    /// <param name="values">Any values.</param>
    /// <param name="write">Writes one.</param>
    /// <param name="most">Values that are written out at most.</param>
    public static string List<T>(IReadOnlyCollection<T> values, Func<T, string> write, int most = MostItems)
    {
        var shown = string.Join(", ", values.Take(most).Select(write));
        return values.Count <= most ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} and {values.Count - most:N0} more");
    }
}
