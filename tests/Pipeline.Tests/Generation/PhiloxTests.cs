using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation;

public sealed class PhiloxTests
{
    // The known answers that Random123 publishes (kat_vectors, philox4x32 10).
    [Theory]
    [InlineData(
        0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Encrypt_gives_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Assert.Equal((r0, r1, r2, r3), Philox.Encrypt((c0, c1, c2, c3), (k0, k1)));

    [Fact]
    public void Uniform_is_in_range_and_depends_on_every_key()
    {
        var first = Philox.Uniform(seed: 1, row: 2, sample: 3, step: 4);

        double[] others =
        [
            Philox.Uniform(2, 2, 3, 4), Philox.Uniform(1, 3, 3, 4), Philox.Uniform(1, 2, 4, 4), Philox.Uniform(1, 2, 3, 5),
            Philox.Uniform(1L << 40, 2, 3, 4), Philox.Uniform(1, 1L << 40, 3, 4), Philox.Uniform(-1, 2, 3, 4),
        ];
        Assert.DoesNotContain(first, others);
        Assert.Equal(others.Length, others.Distinct().Count());
        Assert.All(others, u => Assert.InRange(u, 0, BitConverter.Int64BitsToDouble(0x3FEFFFFFFFFFFFFF)));
    }

    [Fact]
    public void Uniform_has_the_moments_of_a_uniform_number()
    {
        var draws = Enumerable.Range(0, 200_000).Select(step => Philox.Uniform(7, 0, 0, (uint)step)).ToList();

        Assert.Equal(0.5, draws.Average(), 0.003);                       // four standard errors: 4 · 0.289 / √200,000
        Assert.Equal(1 / 3.0, draws.Average(u => u * u), 0.003);
        Assert.Equal(0.25, draws.Zip(draws.Skip(1), (u, v) => u * v).Average(), 0.003);
    }
}
