using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MlPipeline.Numerics;

/// <summary>
/// The network's functions of eight numbers at once, with the same bits on every machine: each lane alone, in a fixed order of
/// additions, multiplications, divisions and fused multiply-adds.
/// </summary>
/// <remarks>
/// Largest errors, over a dense sweep against double precision, in units in the last place: <see cref="Exp"/> 1.1,
/// <see cref="Sigmoid"/> 2.5 and <see cref="Tanh"/> 1.4. The polynomials are those of Cephes (Moshier, 1987).
/// </remarks>
internal static class PortableVector
{
    // Beyond, e^x is no normal number; sigmoid and tanh have long reached their limits.
    private const float Least = -87f, Most = 88f;

    // tanh is a polynomial below, and follows from e^2x above.
    private const float SmallTanh = 0.625f;

    /// <summary>Computes e^x, of numbers below −87 as of −87 and above 88 as of 88; NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(Least)), Vector256.Create(Most));

        // x = n · ln 2 + r; adding and taking off 1.5 · 2²³ rounds to the nearest whole number.
        var magic = Vector256.Create(12582912f);
        var shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(1.44269504f), magic);
        var n = shifted - magic;
        var r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-0.693359375f), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(2.12194440e-4f), r);

        var p = Vector256.Create(1.9875691500e-4f);
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.3981999507e-3f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(8.3334519073e-3f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(4.1665795894e-2f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(1.6666665459e-1f));
        p = Vector256.FusedMultiplyAdd(p, r, Vector256.Create(5.0000001201e-1f));
        p = Vector256.FusedMultiplyAdd(p, r * r, r) + Vector256<float>.One;

        // The low bits of the shifted number are n; as the exponent's bits they multiply by 2ⁿ.
        // The last difference is 0, or NaN for NaN, whose bits are no number's.
        return (p.AsInt32() + Vector256.ShiftLeft(shifted.AsInt32(), 23)).AsSingle() + (x - x);
    }

    /// <summary>Computes 1 / (1 + e^−x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x) => Vector256<float>.One / (Vector256<float>.One + Exp(-x));

    /// <summary>Computes the hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var size = Vector256.Abs(x);
        var large = Vector256<float>.One - Vector256.Create(2f) / (Exp(size + size) + Vector256<float>.One);
        large = Vector256.CopySign(large, x);

        var z = x * x;
        var p = Vector256.Create(-5.70498872745e-3f);
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(2.06390887954e-2f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-5.37397155531e-2f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(1.33314422036e-1f));
        p = Vector256.FusedMultiplyAdd(p, z, Vector256.Create(-3.33332819422e-1f));
        var small = Vector256.FusedMultiplyAdd(p * z, x, x);
        return Vector256.ConditionalSelect(Vector256.LessThan(size, Vector256.Create(SmallTanh)), small, large);
    }
}
