using System.Numerics;

namespace MlPipeline.Models;

/// <summary>Finds numbers that are none, or infinite, among many.</summary>
internal static class FiniteNumbers
{
    /// <summary>Finds the first number that is not finite.</summary>
    /// <returns>Null where all are finite.</returns>
    public static float? FindOther(ReadOnlySpan<float> numbers) => AreAll(numbers) ? null : numbers[IndexOfOther(numbers)];

    /// <summary>Names a number that is not finite.</summary>
    public static string NameOf(float number) => float.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";

    // A finite number less itself is 0; NaN and the infinities give NaN, which no sum loses.
    private static bool AreAll(ReadOnlySpan<float> numbers)
    {
        var (sum, i) = (Vector<float>.Zero, 0);
        for (; i <= numbers.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var some = new Vector<float>(numbers[i..]);
            sum += some - some;
        }

        var rest = 0f;
        for (; i < numbers.Length; i++)
            rest += numbers[i] - numbers[i];
        return rest == 0 && Vector.EqualsAll(sum, Vector<float>.Zero);
    }

    private static int IndexOfOther(ReadOnlySpan<float> numbers)
    {
        var i = 0;
        while (float.IsFinite(numbers[i]))
            i++;
        return i;
    }
}
