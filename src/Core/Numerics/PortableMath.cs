namespace MlPipeline.Numerics;

/// <summary>
/// Exponential and logarithm with the same bits on every machine: additions, multiplications and fused multiply-adds in a fixed
/// order. <see cref="Math"/> calls the C runtime, whose last digit differs between systems.
/// </summary>
/// <remarks>Both err by at most 0.52 units in the last place; of a subnormal result by at most one.</remarks>
internal static partial class PortableMath
{
    private const double Largest = 709.782712893384, Smallest = -745.1332191019412;
    private const int MantissaBits = 52, Bias = 1023;

    /// <summary>Computes e^x.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>0 for what is below the smallest subnormal number, +∞ for what is too large, NaN for NaN.</returns>
    public static double Exp(double x)
    {
        if (!(x >= Smallest))
            return double.IsNaN(x) ? double.NaN : 0;
        if (x > Largest)
            return double.PositiveInfinity;

        // x = n · ln 2 / 32 + r with |r| ≤ ln 2 / 64.
        var n = Math.Round(x * StepInverse);
        var r = Math.FusedMultiplyAdd(-n, StepLow, Math.FusedMultiplyAdd(-n, StepHigh, x));

        // e^r − 1; the next term is below 2⁻⁷⁰.
        var tail = Math.FusedMultiplyAdd(r, 1.0 / 5040, 1.0 / 720);
        tail = Math.FusedMultiplyAdd(r, tail, 1.0 / 120);
        tail = Math.FusedMultiplyAdd(r, tail, 1.0 / 24);
        tail = Math.FusedMultiplyAdd(r, tail, 1.0 / 6);
        tail = Math.FusedMultiplyAdd(r, tail, 0.5);
        var small = Math.FusedMultiplyAdd(r * r, tail, r);

        var index = (int)n & 31;
        var power = Powers[index];
        var result = power + Math.FusedMultiplyAdd(power, small, PowersRest[index]);
        return Scale(result, (int)n >> 5);
    }

    /// <summary>Computes the natural logarithm of x.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>−∞ for 0, +∞ for +∞, NaN for what is below 0 and for NaN.</returns>
    public static double Log(double x)
    {
        if (!(x > 0))
            return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x))
            return x;

        var shift = 0;
        if (!double.IsNormal(x))
            (x, shift) = (x * (1L << 54), -54);

        // x = 2^k · m with m in [1, 2); the upper half of the last interval belongs to the next k.
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (int)(bits >> MantissaBits) - Bias + shift;
        var m = BitConverter.Int64BitsToDouble((bits & ((1L << MantissaBits) - 1)) | ((long)Bias << MantissaBits));
        var index = (int)(bits >> (MantissaBits - 7)) & 127;
        if (index == 127)
            (m, k, index) = (m / 2, k + 1, 0);

        // Without a rounding: an inverse has 9 bits, and what is left is below 2⁻⁷.
        var r = Math.FusedMultiplyAdd(m, Inverses[index], -1);
        var tail = Math.FusedMultiplyAdd(r, 1.0 / 9, -1.0 / 8);
        tail = Math.FusedMultiplyAdd(r, tail, 1.0 / 7);
        tail = Math.FusedMultiplyAdd(r, tail, -1.0 / 6);
        tail = Math.FusedMultiplyAdd(r, tail, 1.0 / 5);
        tail = Math.FusedMultiplyAdd(r, tail, -1.0 / 4);
        tail = Math.FusedMultiplyAdd(r, tail, 1.0 / 3);
        tail = Math.FusedMultiplyAdd(r, tail, -0.5);
        var curve = r * r * tail;

        // Exact: both are multiples of 2⁻⁴¹ below 2¹⁰.
        var whole = Math.FusedMultiplyAdd(k, Ln2High, Logs[index]);
        var high = whole + r;
        var lost = (whole - high) + r;
        return high + (Math.FusedMultiplyAdd(k, Ln2Low, LogsRest[index]) + lost + curve);
    }

    // By two powers of two where one is out of range.
    private static double Scale(double x, int k)
    {
        if (k is > -Bias and <= Bias)
            return x * Power(k);
        var first = k / 2;
        return x * Power(first) * Power(k - first);
    }

    private static double Power(int k) => BitConverter.Int64BitsToDouble((long)(k + Bias) << MantissaBits);
}
