using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Sampling;

/// <summary>Each rule alone: scripted logits in, exact logits out.</summary>
public sealed class SamplingRuleTests
{
    private const float No = float.NegativeInfinity;

    // Ids: 0 unknown, 1 boundary, 2 a, 3 b, 4 c, 5 d.
    private static readonly Vocabulary Vocabulary = Vocabulary.Of(["abcd"]);

    [Fact]
    public void Logit_bias_is_added_to_its_character_and_to_the_end()
    {
        var rule = new LogitBiasRule(new Dictionary<string, float> { ["b"] = 1.5f, [""] = -2, ["d"] = No }, Vocabulary);

        Assert.Equal([No, -1, 2, 4.5f, 4, No], Apply(rule, "", [No, 1, 2, 3, 4, 5]));
    }

    [Fact]
    public void Logit_bias_of_a_character_that_the_vocabulary_lacks_is_refused()
    {
        var biases = new Dictionary<string, float> { ["ž"] = 1 };

        var exception = Assert.Throws<UnknownCharacterException>(() => new LogitBiasRule(biases, Vocabulary));

        Assert.Equal("ž", exception.Name);
    }

    [Fact]
    public void Logit_bias_of_two_characters_is_refused()
    {
        var biases = new Dictionary<string, float> { ["ab"] = 1 };

        var exception = Assert.Throws<ArgumentException>(() => new LogitBiasRule(biases, Vocabulary));

        Assert.Contains("'ab'", exception.Message, StringComparison.Ordinal);
    }

    // Once a character, however often the text holds it; 0 has no side.
    [Fact]
    public void Repetition_penalty_divides_positive_and_multiplies_negative_logits() =>
        Assert.Equal([No, 3, 2, -12, 0, 3], Apply(new RepetitionPenaltyRule(4), "aabc", [No, 3, 8, -3, 0, 3]));

    [Fact]
    public void Repetition_penalty_below_one_favours_what_is_there() =>
        Assert.Equal([No, 3, 16, -1.5f, -3, 3], Apply(new RepetitionPenaltyRule(0.5f), "ab", [No, 3, 8, -3, -3, 3]));

    // a stands three times: 1 − 0.5 − 3 · 0.25; b once: 1 − 0.5 − 0.25.
    [Fact]
    public void Occurrence_penalty_counts_every_time_and_once()
    {
        var rule = new OccurrencePenaltyRule(presence: 0.5f, frequency: 0.25f);

        Assert.Equal([No, 1, -0.25f, 0.25f, 1, 1], Apply(rule, "abaa", [No, 1, 1, 1, 1, 1]));
    }

    [Theory]
    [InlineData(1, "", "")]
    [InlineData(1, "abba", "ab")]
    [InlineData(2, "a", "")]
    [InlineData(2, "aa", "a")]       // they may overlap
    [InlineData(2, "abaca", "bc")]
    [InlineData(2, "abd", "")]
    [InlineData(3, "ab", "")]
    [InlineData(3, "abcab", "c")]
    [InlineData(3, "abcabdab", "cd")]
    [InlineData(4, "aaa", "")]
    [InlineData(int.MaxValue, "abab", "")]
    public void N_gram_ban_forbids_what_would_repeat_a_sequence(int n, string text, string forbidden)
    {
        var expected = "abcd".Select(letter => forbidden.Contains(letter) ? No : 1f);

        Assert.Equal([No, 1, .. expected], Apply(new NoRepeatNGramRule(n), text, [No, 1, 1, 1, 1, 1]));
    }

    // Probabilities of 1 … 5: 0.1, 0.4, 0.3, 0.15, 0.05; entropy 1.3923. Distances of −ln p to it: 0.9103, 0.4760, 0.1884,
    // 0.5048, 1.6034. So the order is b, a, c, end, d: the most probable character is not the most typical one.
    [Theory]
    [InlineData(1e-30f, "b")]
    [InlineData(0.29f, "b")]
    [InlineData(0.31f, "ab")]
    [InlineData(0.69f, "ab")]
    [InlineData(0.71f, "abc")]
    [InlineData(0.84f, "abc")]
    [InlineData(0.86f, "abc.")]
    [InlineData(0.96f, "abcd.")]
    public void Typical_sampling_keeps_what_is_nearest_to_the_entropy(float p, string kept)
    {
        float[] logits = [No, .. new[] { 0.1, 0.4, 0.3, 0.15, 0.05 }.Select(probability => (float)Math.Log(probability) + 7)];

        var shaped = Apply(new TypicalPRule(p), "", logits);

        Assert.Equal(kept, string.Concat("abcd.".Where((_, i) => shaped[i == 4 ? 1 : i + 2] > No)));
        Assert.All(Enumerable.Range(0, 6).Where(id => shaped[id] > No), id => Assert.Equal(logits[id], shaped[id]));
    }

    [Fact]
    public void Of_equally_typical_tokens_the_smaller_ids_stay() =>
        Assert.Equal([No, 2, 2, No, No, No], Apply(new TypicalPRule(0.3f), "", [No, 2, 2, 2, 2, 2]));

    private static float[] Apply(ISamplingRule rule, string text, float[] logits)
    {
        float[] shaped = [.. logits];
        rule.Apply(shaped, [.. Vocabulary.EncodeCharacters(text).Select(id => (int)id)]);
        return shaped;
    }
}
