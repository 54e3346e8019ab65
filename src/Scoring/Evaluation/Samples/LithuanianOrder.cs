namespace MlPipeline.Scoring.Evaluation.Samples;

/// <summary>The order of the Lithuanian alphabet; other characters come behind, by their codes.</summary>
/// <remarks>Of no library's data: pictures are the same on every machine.</remarks>
internal static class LithuanianOrder
{
    private const string Alphabet = "aąbcčdeęėfghiįyjklmnoprsštuųūvzž";

    /// <summary>Gets the comparer of single letters.</summary>
    public static IComparer<string> Comparer { get; } = Comparer<string>.Create((left, right) =>
        PlaceOf(left).CompareTo(PlaceOf(right)) is not 0 and var order ? order : string.CompareOrdinal(left, right));

    private static int PlaceOf(string letter) =>
        Alphabet.IndexOf(letter.ToLowerInvariant(), StringComparison.Ordinal) is >= 0 and var place ? place : Alphabet.Length;
}
