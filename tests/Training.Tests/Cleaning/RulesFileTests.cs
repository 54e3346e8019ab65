using System.CommandLine;
using MlPipeline.CommandLine;
using MlPipeline.Data;
using MlPipeline.Models;
using MlPipeline.Training.Runs;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Cleaning;

public sealed class RulesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Model_trained_on_cleaned_names_normalises_as_they_were_cleaned()
    {
        await Clean();
        var request = new TrainingRequest
        {
            Dataset = new DatasetRequest { DataPath = _folder["names.csv"], ValidationFraction = 0.2 },
            Output = _folder["model.onnx"],
            Options = Tiny.Options with { Epochs = 1 },
            Quiet = true,
        };

        Tiny.Run(request);

        using var model = OnnxCharacterModel.Open(_folder["model.onnx"]);
        Assert.Equal(["nfc", "spaces", "dashes", "stress", "lower"], model.Manifest.Normalization.Rules);
        Assert.Equal("raw.csv", (string?)model.Manifest.Dataset["cleaned_from"]!["file"]);
        Assert.Equal(new Likelihood.NameScorer(model).Score("jonasas"), new Likelihood.NameScorer(model).Score(" JÕNAsas"));
    }

    [Fact]
    public void Names_without_a_rules_file_are_normalised_as_ever()
    {
        var data = _folder.Write("names.csv", Tiny.Csv);

        var dataset = Dataset.Load(new DatasetRequest { DataPath = data });

        Assert.Equal(["nfc", "trim"], dataset.Normalization.Rules);
        Assert.False(dataset.Provenance.ContainsKey("cleaned_from"));
    }

    [Fact]
    public async Task Rules_of_names_that_changed_since_are_refused()
    {
        await Clean();
        File.AppendAllText(_folder["names.csv"], "Ona,female\n");

        var exception = Assert.Throws<DataFileException>(() => Dataset.Load(new DatasetRequest { DataPath = _folder["names.csv"] }));

        Assert.StartsWith(
            _folder["names.rules.json"] + ": it belongs to another state of names.csv", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Clean the names again, or delete this file to train on them as they are.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "the rules can't be read")]
    [InlineData("null", "it is empty")]
    [InlineData("{}", "the rules can't be read")]
    [InlineData("""{"format":2,"sha256":"","source":{"name":"","sha256":""},"normalization":[],"rules":[]}""", "it has format 2")]
    [InlineData("""{"format":1,"sha256":"","source":{"name":"","sha256":""},"normalization":["upside-down"],"rules":[]}""", "'upside-down' is unknown")]
    [InlineData("""{"format":1,"sha256":"","source":{"name":"","sha256":""},"normalization":[null],"rules":[]}""", "'' is unknown")]
    public void Broken_rules_are_refused(string json, string expected)
    {
        var data = _folder.Write("names.csv", Tiny.Csv);
        _folder.Write("names.rules.json", json);

        var exception = Assert.Throws<DataFileException>(() => Dataset.Load(new DatasetRequest { DataPath = data }));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task Clean()
    {
        var input = _folder.Write("raw.csv", Tiny.Csv);
        var error = new StringWriter();
        var code = await CommandHost.RunAsync(
            new RootCommand { CleanVerb.Create() },
            ["clean", input, "--language", "lt", "--output", _folder["names.csv"], "--case", "lower"], new StringWriter(), error);
        Assert.True(code == 0, error.ToString());
    }
}
