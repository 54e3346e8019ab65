using MlPipeline.Text.Unicode;

namespace MlPipeline.Text;

/// <summary>The Lithuanian alphabet. Of no library's data: orders and pictures are the same on every machine.</summary>
internal static class LithuanianAlphabet
{
    /// <summary>The small letters in their order.</summary>
    public const string Letters = "aąbcčdeęėfghiįyjklmnoprsštuųūvzž";

    /// <summary>The small letters that are vowels.</summary>
    public const string Vowels = "aąeęėiįyouųū";

    /// <summary>Orders single letters, small and capital alike; other characters come behind, by their codes.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create((left, right) =>
        PlaceOf(left).CompareTo(PlaceOf(right)) is not 0 and var order ? order : string.CompareOrdinal(left, right));

    /// <summary>Gets the place of a letter in the alphabet, from 0; that after the last for any other character.</summary>
    /// <param name="letter">A letter, small or capital.</param>
    public static int PlaceOf(string letter) =>
        Letters.IndexOf(SimpleCase.Lower(Argument.NotNull(letter)), StringComparison.Ordinal) is >= 0 and var place
            ? place
            : Letters.Length;
}
