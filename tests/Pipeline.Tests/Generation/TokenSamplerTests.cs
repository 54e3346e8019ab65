using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation;

public sealed class TokenSamplerTests
{
    // Ids: 0 unknown, 1 boundary, 2 a, 3 b, 4 c, 5 d. Probabilities of 1 … 5: 0.1, 0.4, 0.3, 0.15, 0.05; unknown is masked.
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcd"]);
    private static readonly double[] Probabilities = [0, 0.1, 0.4, 0.3, 0.15, 0.05];

    public static TheoryData<SamplingOptions, double[]> Rules { get; } = new()
    {
        { new SamplingOptions(), Probabilities },
        { new SamplingOptions { TopK = 2 }, [0, 0, 4 / 7.0, 3 / 7.0, 0, 0] },
        { new SamplingOptions { TopK = 100 }, Probabilities },
        { new SamplingOptions { TopP = 0.39f }, [0, 0, 1, 0, 0, 0] },
        { new SamplingOptions { TopP = 0.75f }, [0, 0, 0.4 / 0.85, 0.3 / 0.85, 0.15 / 0.85, 0] },
        { new SamplingOptions { MinP = 0.3f }, [0, 0, 0.4 / 0.85, 0.3 / 0.85, 0.15 / 0.85, 0] },
        { new SamplingOptions { Temperature = 0.5f }, Squared() },
        { new SamplingOptions { Temperature = 1e-6f }, [0, 0, 1, 0, 0, 0] },
        { new SamplingOptions { Temperature = float.Epsilon }, [0, 0, 1, 0, 0, 0] },
        { new SamplingOptions { Temperature = float.MaxValue }, [0, 0.2, 0.2, 0.2, 0.2, 0.2] },
        { new SamplingOptions { Temperature = 0.5f, TopK = 3, MinP = 0.3f }, [0, 0, 0.16 / 0.25, 0.09 / 0.25, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Sample_inverts_the_exact_cumulative_distribution(SamplingOptions options, double[] expected)
    {
        var sampler = new TokenSampler(options, Vocabulary);

        // On a grid of 10,000 uniform numbers each token's share is its probability to 1 in 10,000.
        var shares = new double[expected.Length];
        for (var i = 0; i < 10_000; i++)
            shares[Draw(sampler, LogitsOf(Probabilities), (i + 0.5) / 10_000)] += 1e-4;

        Assert.All(expected.Zip(shares), pair => Assert.Equal(pair.First, pair.Second, 2e-4));
    }

    [Fact]
    public void Draws_pass_a_chi_square_test()
    {
        var sampler = new TokenSampler(new SamplingOptions(), Vocabulary);
        var counts = new int[Probabilities.Length];
        const int Draws = 200_000;

        for (var i = 0u; i < Draws; i++)
            counts[Draw(sampler, LogitsOf(Probabilities), Philox.Uniform(seed: 11, row: 0, i, step: 0))]++;

        var chiSquare = Enumerable.Range(1, 5).Sum(id => Math.Pow(counts[id] - Draws * Probabilities[id], 2) / (Draws * Probabilities[id]));
        Assert.Equal(0, counts[0]);
        Assert.InRange(chiSquare, 0, 18.47); // 4 degrees of freedom, p = 0.001
    }

    [Fact]
    public void Of_equal_logits_top_k_keeps_the_smaller_ids()
    {
        var sampler = new TokenSampler(new SamplingOptions { TopK = 2 }, Vocabulary);

        var drawn = Enumerable.Range(0, 100).Select(i => Draw(sampler, new float[6], i / 100.0)).Distinct().Order();

        Assert.Equal([1, 2], drawn);
    }

    [Fact]
    public void Options_refuse_bad_values()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { Temperature = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { Temperature = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TopK = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TopP = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TopP = 1.01f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { MinP = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { Count = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new GenerationOptions { MaxLength = 0 });
    }

    private static int Draw(TokenSampler sampler, float[] logits, double uniform)
    {
        Assert.True(sampler.TryShape(logits, text: [], mask: null));
        return TokenSampler.Choose(logits, uniform);
    }

    private static double[] Squared()
    {
        var squares = Probabilities.Select(p => p * p).ToArray();
        return [.. squares.Select(square => square / squares.Sum())];
    }

    // The unknown token gets a large logit, which must not matter.
    private static float[] LogitsOf(double[] probabilities) => [9, .. probabilities.Skip(1).Select(p => (float)Math.Log(p))];
}
