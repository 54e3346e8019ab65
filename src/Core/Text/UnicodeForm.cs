using MlPipeline.Text.Unicode;

namespace MlPipeline.Text;

/// <summary>Composes and takes apart letters with marks.</summary>
internal static class UnicodeForm
{
    // No character, but a byte order mark read in the wrong order.
    private const char Refused = '\uFFFE';

    /// <summary>Says whether text can be normalised: it holds no lone surrogate and no U+FFFE.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Refused || char.IsLowSurrogate(text[i]))
                return false;
            if (!char.IsHighSurrogate(text[i]))
                continue;
            if (++i == text.Length || !char.IsLowSurrogate(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>Gets normalisation form C of well-formed text.</summary>
    public static string Compose(string text) => CanonicalForm.Compose(text);

    /// <summary>Gets normalisation form D of well-formed text: every mark comes after its letter.</summary>
    public static string Decompose(string text) => CanonicalForm.Decompose(text);
}
