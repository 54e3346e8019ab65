using System.Text;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _model = File.ReadAllBytes(TestFiles.Model);

    [Fact]
    public void Shipped_model_says_what_it_is()
    {
        var manifest = ModelFile.ReadManifest(TestFiles.Model);

        Assert.Equal(RecurrentCell.Lstm, manifest.Cell);
        Assert.Equal(["female", "male"], manifest.Vocabulary.Labels.Keys);
        Assert.True((double)manifest.ExportCheck["max_abs_logit_difference"]! <= 1e-5);
        Assert.True(_model.Length < 5_000_000);
    }

    [Fact]
    public void Missing_file_is_refused() => AssertRefused("none.onnx", "there is no such file");

    [Fact]
    public void Empty_file_is_refused() => AssertRefused(_folder.Write("m.onnx", ""), "cut off, or no ONNX model at all (0 bytes)");

    [Fact]
    public void Text_file_is_refused() =>
        AssertRefused(_folder.Write("m.onnx", "name,gender\nOna,female\n"), "cut off, or no ONNX model at all");

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(0.9999)]
    public void File_that_is_cut_off_is_refused(double share) =>
        AssertRefused(_folder.Write("m.onnx", _model[..(int)(share * _model.Length)]), "m.onnx: it ");

    [Theory]
    [InlineData(
        "mlpipeline.format\u0012\u00011", "mlpipeline.format\u0012\u00019",
        "it has format 9, and this version reads formats up to 1. Update MlPipeline.")]
    [InlineData(
        "mlpipeline.hidden\u0012\u0003320", "mlpipeline.hidden\u0012\u0003321",
        "the metadata calls for the input 'hidden' as Float [1, any, 321], and the graph has Float [1, any, 320]")]
    [InlineData("mlpipeline.cell\u0012\u0004lstm", "mlpipeline.cell\u0012\u0004LSTX", "the cell 'LSTX' is none of lstm, gru, rnn")]
    public void Metadata_that_disagrees_is_named(string found, string replaced, string expected) =>
        AssertRefused(_folder.Write("m.onnx", Replace(found, replaced)), expected);

    public void Dispose() => _folder.Dispose();

    private static void AssertRefused(string path, string expected)
    {
        var exception = Assert.Throws<ModelFileException>(() => OnnxCharacterModel.Open(path));

        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    // Of the same length, so that the protocol buffer stays whole.
    private byte[] Replace(string found, string replaced)
    {
        var copy = _model.ToArray();
        var at = copy.AsSpan().IndexOf(Encoding.UTF8.GetBytes(found));
        Assert.True(at >= 0);
        Encoding.UTF8.GetBytes(replaced).CopyTo(copy, at);
        return copy;
    }
}
