using System.Globalization;
using System.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Text;

/// <summary>
/// Groups names with their near twins: <c>Adomas</c>, <c>Adoma</c> and <c>Adomė</c> share the stem <c>adom</c>. A split
/// that keeps families together asks the model for new names, not for new endings of known ones.
/// </summary>
internal static class NameFamily
{
    private const int ShortestStem = 3;

    /// <summary>Gets the stem: lower case, marks off, and without the vowels, j and s at its end.</summary>
    /// <param name="name">Normalised name.</param>
    /// <returns>At least the first three characters, or the whole of a shorter name. Depends on the name alone.</returns>
    public static string StemOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = new StringBuilder();
        foreach (var letter in UnicodeForm.Decompose(SimpleCase.Lower(name)))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(letter);
        }

        var length = plain.Length;
        while (length > ShortestStem && "aeiouyjs".Contains(plain[length - 1], StringComparison.Ordinal))
            length--;

        return plain.ToString(0, length);
    }
}
