using MlPipeline.Models;
using MlPipeline.Training.Export;
using MlPipeline.Training.Export.Onnx;
using ElementType = MlPipeline.Training.Export.Onnx.TensorProto.Types.DataType;

namespace MlPipeline.Tests.Models;

/// <summary>Files that are no model, or not the one they say they are.</summary>
public sealed class ModelFileDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Every_beginning_of_a_file_is_refused()
    {
        var network = new SmallNetwork(RecurrentCell.Gru);
        var bytes = network.ToFile((network.Manifest with { TrainingNames = null }).ToProperties());

        for (var length = 0; length < bytes.Length; length += 7)
            AssertRefused(_folder.Write("m.onnx", bytes[..length]), "m.onnx: ");
    }

    [Fact]
    public void Random_bytes_are_refused()
    {
        var bytes = new byte[100_000];
        new Random(5).NextBytes(bytes);

        AssertRefused(_folder.Write("m.onnx", bytes), "it is cut off, or no ONNX model at all (100,000 bytes)");
    }

    [Fact]
    public void Folder_is_refused() => AssertRefused(Path.GetTempPath(), "it is a folder, and no file");

    [Fact]
    public void Onnx_without_metadata_is_refused() =>
        AssertRefused(Write(new SmallNetwork(RecurrentCell.Lstm), properties: []), "it is an ONNX model without MlPipeline's metadata");

    [Theory]
    [InlineData("format", "2", "it has format 2, and this version reads formats up to 1. Update MlPipeline.")]
    [InlineData("cell", "gru", "the graph has the inputs 'tokens', 'hidden', 'cell'")]
    [InlineData("hidden", "8", "the input 'hidden' as Float [1, any, 8], and the graph has Float [1, any, 7]")]
    [InlineData("layers", "2", "the input 'hidden' as Float [2, any, 7], and the graph has Float [1, any, 7]")]
    [InlineData("vocabulary", """["<unknown>","<boundary>","<female>","a"]""", "the output 'logits' as Float [any, any, 4], and the graph has Float [any, any, 8]")]
    public void Metadata_of_another_graph_is_refused(string key, string value, string expected)
    {
        var network = new SmallNetwork(RecurrentCell.Lstm);
        var properties = network.Manifest.ToProperties().ToDictionary();
        properties["mlpipeline." + key] = value;

        AssertRefused(Write(network, properties), expected);
    }

    [Fact]
    public void Cell_state_that_is_missing_is_named()
    {
        var network = new SmallNetwork(RecurrentCell.Gru);

        AssertRefused(
            Write(network, (network.Manifest with { Cell = RecurrentCell.Lstm }).ToProperties()),
            "the graph has no input 'cell', which its metadata calls for");
    }

    [Fact]
    public void Fixed_batch_is_refused() => AssertRefused(
        Write(new SmallNetwork(RecurrentCell.Rnn), change: model =>
            model.Graph.Input.Single(input => input.Name == "tokens").Type.TensorType.Shape.Dim[0] = OnnxGraph.Fixed(1)),
        "the input 'tokens' as Int64 [any, any], and the graph has Int64 [1, any]");

    [Fact]
    public void Input_that_nobody_will_feed_is_refused()
    {
        var network = new SmallNetwork(RecurrentCell.Rnn);

        AssertRefused(
            Write(network, change: model => model.Graph.Input.Add(Extra())), "the graph has the inputs 'tokens', 'hidden', 'noise'");

        static ValueInfoProto Extra()
        {
            var graph = new OnnxGraph("extra");
            graph.Input("noise", ElementType.Float, OnnxGraph.Any("batch"));
            return graph.ToModel([]).Graph.Input[0].Clone();
        }
    }

    // What passes for ONNX and has an operator that no runtime knows is neither cut off nor text: still one error of ours.
    [Fact]
    public void Unknown_operator_is_refused() =>
        AssertRefused(Write(new SmallNetwork(RecurrentCell.Rnn), change: model => model.Graph.Node[0].OpType = "Teleport"), "m.onnx: ");

    public void Dispose() => _folder.Dispose();

    private string Write(
        SmallNetwork network, IEnumerable<KeyValuePair<string, string>>? properties = null, Action<ModelProto>? change = null) =>
        _folder.Write("m.onnx", network.ToFile(properties, change));

    private static void AssertRefused(string path, string expected)
    {
        var exception = Assert.Throws<ModelFileException>(() => OnnxCharacterModel.Open(path));

        Assert.Equal(path, exception.File);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
