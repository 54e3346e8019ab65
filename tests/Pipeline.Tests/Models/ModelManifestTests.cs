using System.Text.Json.Nodes;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class ModelManifestTests
{
    private static readonly ModelManifest Manifest = new ScriptedModel(
        "abė", labels: ["female", "male"], training: ["ab", "ėa"], heldOut: ["bė"]).Manifest with
    {
        Dataset = new JsonObject { ["file"] = "vardai ą.csv" },
        Metrics = new JsonObject { ["validation_nats_per_character"] = 1.5 },
    };

    [Fact]
    public void FromProperties_returns_what_ToProperties_wrote()
    {
        var read = ModelManifest.FromProperties(Properties());

        Assert.Equal(Manifest.Vocabulary.Tokens, read.Vocabulary.Tokens);
        Assert.Equal(Manifest.Vocabulary.Labels, read.Vocabulary.Labels);
        Assert.Equal(Manifest.Normalization, read.Normalization);
        Assert.Equal(
            (Manifest.Cell, Manifest.Layers, Manifest.Hidden, Manifest.MaxLength), (read.Cell, read.Layers, read.Hidden, read.MaxLength));
        Assert.Equal("vardai ą.csv", (string?)read.Dataset["file"]);
        Assert.True(read.TrainingNames!.Contains("ėa"));
        Assert.False(read.TrainingNames.Contains("bė"));
        Assert.True(read.HeldOutNames!.Contains("bė"));
        Assert.False(read.HeldOutNames.Contains("ab"));
        Assert.Equal(Properties(), read.ToProperties().ToDictionary());
    }

    // The names other tools read; a change here breaks them.
    [Fact]
    public void ToProperties_keeps_the_agreed_keys_and_forms()
    {
        var properties = Properties();

        Assert.Equal(
            ["cell", "conditions", "dataset", "embedding", "export_check", "format", "held_out_names", "hidden", "layers", "max_length",
                "metrics", "normalization", "training", "training_names", "vocabulary"],
            properties.Keys.Select(key => key["mlpipeline.".Length..]).Order());
        Assert.Equal("""["<unknown>","<boundary>","<female>","<male>","a","b","ė"]""", properties["mlpipeline.vocabulary"]);
        Assert.Equal("""{"female":2,"male":3}""", properties["mlpipeline.conditions"]);
        Assert.Equal("""{"rules":["nfc","trim"]}""", properties["mlpipeline.normalization"]);
        Assert.Equal("rnn", properties["mlpipeline.cell"]);
        Assert.Equal("1", properties["mlpipeline.format"]);
    }

    [Theory]
    [InlineData("format", "2", "it has format 2, and this version reads formats up to 1")]
    [InlineData("format", "one", "mlpipeline.format = 'one'")]
    [InlineData("layers", "0", "mlpipeline.layers = '0'")]
    [InlineData("cell", "transformer", "the cell 'transformer' is none of lstm, gru, rnn")]
    [InlineData("cell", "7", "the cell '7' is none of lstm, gru, rnn")]
    [InlineData("vocabulary", "[", "broken JSON")]
    [InlineData("vocabulary", """["<unknown>","<boundary>"]""", "no characters")]
    [InlineData("conditions", """{"female":5}""", "the start tokens of the conditions")]
    [InlineData("normalization", """{"rules":["rot13"]}""", "the normalisation rule 'rot13' is unknown")]
    [InlineData("dataset", "null", "mlpipeline.dataset = null")]
    [InlineData("dataset", "[1]", "broken JSON")]
    [InlineData("training", "3", "broken JSON")]
    [InlineData("vocabulary", """["<unknown>","<boundary>","<female>","<male>","a",null]""", "mlpipeline.vocabulary holds a null")]
    [InlineData("vocabulary", """["<unknown>",null,"<female>","<male>","a"]""", "mlpipeline.vocabulary holds a null")]
    [InlineData("vocabulary", """["<unknown>","<boundary>","<female>","<male>","\uD800"]""", "broken JSON")]
    [InlineData("vocabulary", """{"a":1}""", "broken JSON")]
    [InlineData("conditions", """{"female":null}""", "broken JSON")]
    [InlineData("conditions", """{"female":2,"male":2}""", "the start tokens of the conditions")]
    [InlineData("normalization", """{"rules":[null]}""", "mlpipeline.normalization holds a null")]
    [InlineData("normalization", """{"rules":null}""", "broken JSON")]
    [InlineData("normalization", "{}", "broken JSON")]
    [InlineData("max_length", "-3", "mlpipeline.max_length = '-3'")]
    [InlineData("hidden", "99999999999", "mlpipeline.hidden = '99999999999'")]
    [InlineData("hidden", " 8", "mlpipeline.hidden = ' 8'")]
    [InlineData("format", "99999999999", "mlpipeline.format = '99999999999'")]
    [InlineData("training_names", "AAAA", "the fingerprints of the training names are cut off")]
    [InlineData("held_out_names", "AAAA", "the fingerprints of the held-out names are cut off")]
    [InlineData("hidden", "65537", "mlpipeline.hidden = '65537', which is not a whole number from 1 to 65,536")]
    [InlineData("max_length", "2147483647", "mlpipeline.max_length = '2147483647'")]
    [InlineData("conditions", """{"female":2,"female":3}""", "broken JSON")]
    [InlineData("dataset", """{"file":"a.csv","file":"b.csv"}""", "broken JSON")]
    [InlineData("metrics", """{"baselines":{"unigram":1,"unigram":2}}""", "broken JSON")]
    [InlineData("dataset", """{"sha256":5}""", "sha256 = '5' in mlpipeline.dataset, which is not a text")]
    [InlineData("dataset", """{"condition":["gender"]}""", "which is not a text")]
    [InlineData("dataset", """{"file":"\uD800"}""", "broken JSON")]
    [InlineData("dataset", """{"rows":-5}""", "rows = '-5' in mlpipeline.dataset, which is not a whole number of at least 0")]
    [InlineData("dataset", """{"rows":1.5}""", "which is not a whole number of at least 0")]
    [InlineData("dataset", """{"split_seed":"one"}""", "which is not a whole number")]
    [InlineData("dataset", """{"split_seed":99999999999999999999}""", "which is not a whole number")]
    [InlineData("dataset", """{"validation_fraction":2}""", "which is not a number from 0 to 1")]
    [InlineData("export_check", """{"logits_sha256":{}}""", "which is not a text")]
    [InlineData("training", """{"seed":1e999}""", "the number '1e999' in mlpipeline.training, which is too large")]
    [InlineData("metrics", """{"history":{"epoch":1}}""", "which is not a list of epochs with their losses")]
    [InlineData("metrics", """{"history":[null]}""", "which is not a list of epochs with their losses")]
    [InlineData("metrics", """{"history":[{"epoch":1,"training":"x","validation":1}]}""", "which is not a list of epochs with their losses")]
    [InlineData("metrics", """{"baselines":{"unigram":null}}""", "which is not an object of numbers")]
    [InlineData("metrics", """{"validation_nats_per_character":-1}""", "which is not a number of at least 0")]
    public void FromProperties_names_what_makes_no_sense(string key, string value, string expected)
    {
        var properties = Properties();
        properties["mlpipeline." + key] = value;

        var exception = Assert.Throws<FormatException>(() => ModelManifest.FromProperties(properties));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromProperties_names_each_missing_key()
    {
        foreach (var key in Properties().Keys.Except(["mlpipeline.training_names", "mlpipeline.held_out_names", "mlpipeline.format"]))
        {
            var properties = Properties();
            properties.Remove(key);

            var exception = Assert.Throws<FormatException>(() => ModelManifest.FromProperties(properties));

            Assert.Contains(key, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void File_from_before_held_out_names_were_listed_is_read_and_written_as_it_was()
    {
        var properties = Properties();
        properties.Remove("mlpipeline.held_out_names");

        var read = ModelManifest.FromProperties(properties);

        Assert.Null(read.HeldOutNames);
        Assert.Equal(read.TrainingNames!.ToString(), read.KnownNames!.ToString());
        Assert.Equal(properties, read.ToProperties().ToDictionary());
    }

    [Fact]
    public void Known_names_are_training_names_and_held_out_names()
    {
        var manifest = Manifest with { HeldOutNames = NameFingerprints.Of(["bė", "ab", "b"]) };

        Assert.Equal(NameFingerprints.Of(["ab", "ėa", "bė", "b"]).ToString(), manifest.KnownNames!.ToString());
        Assert.Null((manifest with { TrainingNames = null }).KnownNames);
    }

    [Fact]
    public void FromProperties_tells_a_stranger_s_model()
    {
        var exception = Assert.Throws<FormatException>(
            () => ModelManifest.FromProperties(new Dictionary<string, string> { ["author"] = "somebody" }));

        Assert.Contains("without MlPipeline's metadata", exception.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Properties() => Manifest.ToProperties().ToDictionary();
}
