using MlPipeline.Models;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class InfoVerbTests
{
    [Fact]
    public async Task Shipped_model_is_described()
    {
        var (code, output, error) = await CommandLine.Run("info", "--model", TestFiles.Model);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("network     LSTM 1×320, embedding 64", output, StringComparison.Ordinal);
        Assert.Contains("labels female, male; rules nfc, trim", output, StringComparison.Ordinal);
        Assert.Contains(
            "\ntraining    fingerprints of 1,725 names\nheld out    fingerprints of 200 names\n", output.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Contains("give the same bits", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "are not recorded")]
    [InlineData("00ff", "the same seeds may give other names")]
    [InlineData("here", "the same seeds give the same names as there")]
    public void Bits_are_compared_with_those_in_the_file(string? recorded, string expected)
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var here = NumericsProbe.Run(model).LogitsSha256;
        var output = new StringWriter();

        InfoVerb.Run(new Recorded(model, recorded == "here" ? here : recorded), "m.onnx", "abc", output);

        Assert.StartsWith("m.onnx, SHA-256 abc\n", output.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_file_says_steers_no_terminal_and_ends_no_line()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var output = new StringWriter();

        InfoVerb.Run(
            new Recorded(model, "\u001b]0;title\a\n") { Dataset = "a\u001b[2J\u202e\nnetwork     none" }, "m\nbits        fine.onnx", "abc",
            output);

        var lines = output.ToString().ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.DoesNotContain(output.ToString(), letter => letter is '\u001b' or '\a' or '\u202e');
        Assert.StartsWith("m⟨U+000A⟩bits        fine.onnx, SHA-256 abc", lines[0], StringComparison.Ordinal);
    }

    private sealed class Recorded(ICharacterModel model, string? hash) : ICharacterModel
    {
        public string? Dataset { get; init; }

        public ModelManifest Manifest =>
            model.Manifest with
            {
                ExportCheck = new() { ["logits_sha256"] = hash },
                Dataset = Dataset is null
                ? model.Manifest.Dataset
                : new() { ["file"] = Dataset }
            };

        public void Forward(long[] tokens, RecurrentState state, ref float[] logits) => model.Forward(tokens, state, ref logits);
    }
}
