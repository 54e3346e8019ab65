using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlPipeline.Numerics;

/// <summary>
/// The network's functions of eight numbers at once, with the same bits on every machine: each lane alone, in a fixed order of
/// additions, multiplications, divisions and fused multiply-adds. NaN gives NaN.
/// </summary>
/// <remarks>
/// Largest errors in units in the last place, over a dense sweep against double precision: <see cref="Exp"/> 1.1,
/// <see cref="Sigmoid"/> 2.6 and <see cref="Tanh"/> 2.6. The polynomial of e^r is the minimax one of degree 6, of relative error
/// 3.1·10⁻⁹, with its first two coefficients held at 1.
/// </remarks>
internal static class PortableVector
{
    // Beyond, e^x is no normal number.
    private const float Least = -87f, Most = 88f;

    // σ(x) is below 10⁻²⁶ and 1 − tanh(x) below 2⁻²⁴ beyond, and products of what they are made of don't overflow.
    private const float MostOfSigmoid = 60f, MostOfTanh = 20f;

    /// <summary>Computes e^x; of numbers below −87 as of −87, and above 88 as of 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var (power, rest) = Split(x, Most);
        return Vector256.FusedMultiplyAdd(power, rest, power);
    }

    /// <summary>Computes 1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => SigmoidTimes(x, Vector256<float>.One);

    /// <summary>Computes y / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SigmoidTimes(Vector256<float> x, Vector256<float> y) => y / SigmoidDivisor(x);

    /// <summary>Computes the hyperbolic tangent: e^2x − 1 over e^2x + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var part = TanhDividend(x);
        return part / (part + Vector256.Create(2f));
    }

    /// <summary>Computes the product of the sigmoid of x and the hyperbolic tangent of y, by one division.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SigmoidTimesTanh(Vector256<float> x, Vector256<float> y)
    {
        var part = TanhDividend(y);
        return part / (SigmoidDivisor(x) * (part + Vector256.Create(2f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> SigmoidDivisor(Vector256<float> x)
    {
        var (power, rest) = Split(-x, MostOfSigmoid);
        return Vector256.FusedMultiplyAdd(power, rest, power) + Vector256<float>.One;
    }

    // e^2x − 1, to the last digits near 0 too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TanhDividend(Vector256<float> x)
    {
        var (power, rest) = Split(x + x, MostOfTanh);
        return Vector256.FusedMultiplyAdd(power, rest, power - Vector256<float>.One);
    }

    // e^x = power · (1 + rest) with power = 2ⁿ and x = n · ln 2 + r. Native Min and Max take the second operand where one is NaN,
    // or NaN itself.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Power, Vector256<float> Excess) Split(Vector256<float> x, float most)
    {
        x = Vector256.MinNative(Vector256.Create(most), Vector256.MaxNative(Vector256.Create(Least), x));

        // Adding and taking off 1.5 · 2²³ rounds to the nearest whole number, which the sum's low bits hold.
        var magic = Vector256.Create(12582912f);
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), magic);
        var n = shifted - magic;
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.693359375f), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(2.12194440e-4f), r);

        var p = Vector256.Create(0.001381446374580264f);
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(0.008368780836462975f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(0.04166839271783829f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(0.1666651964187622f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(0.4999999403953552f));
        var rest = Vector256.FusedMultiplyAdd(p, r * r, r);
        var power = (Vector256.ShiftLeft(shifted.AsInt32(), 23) + Vector256.Create(0x3F80_0000)).AsSingle();
        return (power, rest);
    }
}
