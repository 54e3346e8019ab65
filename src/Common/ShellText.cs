using System.Buffers;
using System.Text;
using MlPipeline.Text;

namespace MlPipeline.Common;

/// <summary>Words of a command line as text that a POSIX shell reads back as the same words.</summary>
internal static class ShellText
{
    // Without '=' and '~', which mean something at the beginning of a command, and without all that a shell expands.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+:,./-");

    /// <summary>Writes one word: as it is where a shell leaves it alone, else in single quotes.</summary>
    /// <param name="word">Any characters but U+0000, which no command line can hold.</param>
    public static string Quote(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>
    /// Writes one word for people to copy: where single quotes would hold what <see cref="VisibleText"/> hides, in the quotes of $'…'.
    /// </summary>
    /// <param name="word">Any characters but U+0000.</param>
    public static string Show(string word) => VisibleText.Escape(word) == word
        ? Quote(word)
        : $"$'{string.Concat(word.EnumerateRunes().Select(rune => rune.ToString() is var text && VisibleText.Escape(text) == text
            ? text is "'" or "\\" ? "\\" + text : text
            : string.Concat(Encoding.UTF8.GetBytes(text).Select(unit => "\\" + Convert.ToString(unit, 8).PadLeft(3, '0')))))}'";

    /// <summary>Writes words with a space between them.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>Splits text into words as a shell does, with its quotation marks and backslashes; nothing is expanded.</summary>
    /// <exception cref="ArgumentException">A quotation mark or a backslash at the end lacks what it asks for.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = default(StringBuilder);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (word is not null)
                    words.Add(word.ToString());
                word = null;
            }
            else if (quote == '\0' && c is '\'' or '"' || (c == quote && quote != '\0'))
            {
                word ??= new();
                quote = quote == '\0' ? c : '\0';
            }
            else
            {
                // Between double quotes a backslash is itself but before what would mean something there.
                if (c == '\\' && (quote == '\0' || (quote == '"' && i + 1 < text.Length && "\"\\$`".Contains(text[i + 1]))))
                {
                    c = ++i < text.Length
                        ? text[i]
                        : throw new ArgumentException($"A backslash ends {text}: nothing is left for it to quote.");
                }

                (word ??= new()).Append(c);
            }
        }

        if (quote != '\0')
            throw new ArgumentException($"A {quote} is open at the end of {text}: close it.");
        if (word is not null)
            words.Add(word.ToString());
        return words;
    }
}
