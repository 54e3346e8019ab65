using System.Runtime.Intrinsics;
using MlPipeline.Numerics;

namespace MlPipeline.Tests.Numerics;

/// <summary>The functions of PortableMath and PortableVector against <see cref="Math"/> and exact arithmetic.</summary>
public sealed class PortableMathTests
{
    [Fact]
    public void Exp_differs_from_the_systems_by_a_unit_in_the_last_place_at_most()
    {
        for (var x = -745.5; x < 710; x += 0.0073)
            AssertNear(Math.Exp(x), PortableMath.Exp(x), x);
        for (var x = 1e-300; x < 1; x *= 1.37)
        {
            AssertNear(Math.Exp(x), PortableMath.Exp(x), x);
            AssertNear(Math.Exp(-x), PortableMath.Exp(-x), -x);
        }
    }

    [Fact]
    public void Log_differs_from_the_systems_by_a_unit_in_the_last_place_at_most()
    {
        for (var x = 0.5; x < 2.1; x += 0.0000173)
            AssertNear(Math.Log(x), PortableMath.Log(x), x);
        for (var x = 1e-320; x < double.MaxValue / 1.1; x *= 1.0137)
            AssertNear(Math.Log(x), PortableMath.Log(x), x);
        for (var i = 1; i < 2_000; i++)
        {
            var above = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.0) + i);
            var below = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.0) - i);
            AssertNear(Math.Log(above), PortableMath.Log(above), above);
            AssertNear(Math.Log(below), PortableMath.Log(below), below);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1e300, 0)]
    [InlineData(710, double.PositiveInfinity)]
    public void Exp_has_limits(double x, double expected) => Assert.Equal(expected, PortableMath.Exp(x));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Log_has_limits(double x, double expected) => Assert.Equal(expected, PortableMath.Log(x));

    // Every 191st float of each sign and exponent that matters.
    [Fact]
    public void Float_functions_err_by_what_their_remarks_say()
    {
        var (exp, sigmoid, tanh) = (0.0, 0.0, 0.0);
        for (var bits = 0u; bits < 0x42B0_0000u; bits += 191)
        {
            var x = BitConverter.UInt32BitsToSingle(bits);
            foreach (var signed in (ReadOnlySpan<float>)[x, -x])
            {
                var vector = Vector256.Create(signed);
                if (signed > -87)
                    exp = Math.Max(exp, Error(PortableVector.Exp(vector)[3], Math.Exp(signed)));
                if (signed > -60)
                    sigmoid = Math.Max(sigmoid, Error(PortableVector.Sigmoid(vector)[0], 1 / (1 + Math.Exp(-(double)signed))));
                tanh = Math.Max(tanh, Error(PortableVector.Tanh(vector)[7], Math.Tanh(signed)));
            }
        }

        Assert.InRange(exp, 0.5, 1.1);
        Assert.InRange(sigmoid, 0.5, 2.6);
        Assert.InRange(tanh, 0.5, 2.6);
    }

    [Fact]
    public void Float_functions_keep_their_limits()
    {
        var numbers = Vector256.Create(float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0f, -0f, 1e30f, -1e30f, float.Epsilon);

        var (sigmoid, tanh) = (PortableVector.Sigmoid(numbers), PortableVector.Tanh(numbers));

        Assert.InRange(sigmoid[0], 0, 1e-26f);
        Assert.Equal((1f, 0.5f, 0.5f, 1f), (sigmoid[1], sigmoid[3], sigmoid[4], sigmoid[5]));
        Assert.Equal((-1f, 1f, 0f, 1f, -1f, float.Epsilon), (tanh[0], tanh[1], tanh[3], tanh[5], tanh[6], tanh[7]));
        Assert.True(float.IsNaN(sigmoid[2]) && float.IsNaN(tanh[2]));
    }

    // In units in the last place of the true value.
    private static double Error(float found, double expected)
    {
        var unit = MathF.BitIncrement((float)Math.Abs(expected)) - (double)(float)Math.Abs(expected);
        return Math.Abs(found - expected) / unit;
    }

    private static void AssertNear(double expected, double found, double x)
    {
        var difference = Math.Abs(BitConverter.DoubleToInt64Bits(expected) - BitConverter.DoubleToInt64Bits(found));
        Assert.True(difference <= 1, $"at {x:R}: {expected:R} and {found:R}");
    }
}
