using CsCheck;
using MlPipeline.Text;

namespace MlPipeline.Tests.Text;

public sealed class VocabularyTests
{
    // Every code point but surrogates: letters, marks, emoji outside the basic plane, controls.
    private static readonly Gen<string> Words = Gen.Frequency(
        (5, Gen.Int[0, 0x2FF]), (1, Gen.Int[0xE000, 0xFFFF]), (2, Gen.Int[0x10000, 0x10FFFF]))
        .Select(char.ConvertFromUtf32).Array[0, 12].Select(string.Concat);

    [Fact]
    public void Encode_frames_the_name_with_boundaries()
    {
        var vocabulary = Vocabulary.Of(["ab"]);

        var ids = vocabulary.Encode("ba");

        Assert.Equal([1, 3, 2, 1], ids);
    }

    [Fact]
    public void Labels_have_start_tokens_before_the_characters()
    {
        var vocabulary = Vocabulary.Of(["ė"], ["female", "male"]);

        Assert.Equal(["<unknown>", "<boundary>", "<female>", "<male>", "ė"], vocabulary.Tokens);
        Assert.Equal([3, 4, 1], vocabulary.Encode("ė", "male"));
    }

    [Fact]
    public void Decode_returns_what_was_encoded() => Words.Sample(word =>
    {
        var vocabulary = Vocabulary.Of([word, "x"]);

        Assert.Equal(word, vocabulary.Decode(vocabulary.Encode(word)));
        Assert.Equal(word.EnumerateRunes().Count() + 2, vocabulary.Encode(word).Length);
    });

    [Fact]
    public void FromTokens_rebuilds_the_vocabulary() => Words.Sample(word =>
    {
        var vocabulary = Vocabulary.Of([word, "x"], ["b", "a"]);

        var rebuilt = Vocabulary.FromTokens(vocabulary.Tokens, vocabulary.Labels);

        Assert.Equal(vocabulary.Encode(word, "a"), rebuilt.Encode(word, "a"));
        Assert.Equal(vocabulary.Labels.Keys, rebuilt.Labels.Keys);
    });

    [Theory]
    [InlineData("aQb", 1, "U+0051 'Q'")]
    [InlineData("a😀", 1, "U+1F600")]
    public void Unknown_character_is_named_with_its_place(string name, int position, string described)
    {
        var vocabulary = Vocabulary.Of(["ab"]);

        var exception = Assert.Throws<UnknownCharacterException>(() => vocabulary.Encode(name));

        Assert.Equal(position, exception.Position);
        Assert.Equal(position, vocabulary.IndexOfUnknown(name));
        Assert.Contains(described, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lone_surrogate_is_named_with_its_place()
    {
        var exception = Assert.Throws<UnknownCharacterException>(() => Vocabulary.Of(["ab"]).Encode("ab\uD83D"));

        Assert.Equal(2, exception.Position);
        Assert.Contains("lone surrogate U+D83D", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_label_is_refused_with_the_known_ones()
    {
        var exception = Assert.Throws<ArgumentException>(() => Vocabulary.Of(["a"], ["female", "male"]).StartOf("other"));

        Assert.StartsWith("The model has no label 'other'. Its labels: 'female', 'male'.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has 2 tokens and no characters", "<unknown>", "<boundary>")]
    [InlineData("token 3 of the vocabulary, 'ab', is not one character", "<unknown>", "<boundary>", "a", "ab")]
    [InlineData("token 2 of the vocabulary, '', is not one character", "<unknown>", "<boundary>", "")]
    [InlineData("holds a character twice", "<unknown>", "<boundary>", "a", "a")]
    public void FromTokens_refuses_what_is_no_vocabulary(string expected, params string[] tokens)
    {
        var exception = Assert.Throws<FormatException>(() => Vocabulary.FromTokens(tokens, new Dictionary<string, int>()));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
