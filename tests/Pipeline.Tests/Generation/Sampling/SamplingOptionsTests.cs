using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Sampling;

public sealed class SamplingOptionsTests
{
    [Fact]
    public void Penalties_refuse_bad_values()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { RepetitionPenalty = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { RepetitionPenalty = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { RepetitionPenalty = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { FrequencyPenalty = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { FrequencyPenalty = float.NegativeInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { PresencePenalty = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { PresencePenalty = float.PositiveInfinity });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { NoRepeatNGram = 0 });
    }

    [Fact]
    public void Typical_refuses_what_is_no_probability_to_reach()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TypicalP = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TypicalP = 1.01f });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SamplingOptions { TypicalP = float.NaN });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logit_bias_names_the_character_whose_value_it_refuses(float bias)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => new SamplingOptions { LogitBias = new Dictionary<string, float> { ["b"] = 1, ["a"] = bias } });

        Assert.Equal(nameof(SamplingOptions.LogitBias), exception.ParamName);
        Assert.Contains(" for 'a'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logit_bias_is_a_copy()
    {
        var biases = new Dictionary<string, float> { ["a"] = 1 };
        var options = new SamplingOptions { LogitBias = biases };

        biases["a"] = float.NaN;

        Assert.Equal(1, options.LogitBias["a"]);
    }
}
