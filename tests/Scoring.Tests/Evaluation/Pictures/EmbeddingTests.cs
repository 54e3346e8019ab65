using MlPipeline.Evaluation.Pictures;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation.Pictures;

public sealed class EmbeddingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Table_of_the_shipped_model_has_a_row_for_each_token()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);

        var table = EmbeddingTable.Read(TestFiles.Model)!;

        Assert.Equal(model.Manifest.Vocabulary.Count, table.Length);
        Assert.All(table, row => Assert.Equal(model.Manifest.Embedding, row.Length));
        Assert.All(table.Skip(1), row => Assert.InRange(row.Max(Math.Abs), 0.001f, 100f));
    }

    // ModelProto{graph(7){initializer(5){dims 2,2; data_type 1; name "embedding"; raw_data}}}, by hand (protobuf wire format).
    [Fact]
    public void Table_is_read_from_the_bytes_of_the_file()
    {
        byte[] raw = [.. new[] { 1f, -2f, 0.5f, 4f }.SelectMany(BitConverter.GetBytes)];
        byte[] tensor = [0x08, 2, 0x08, 2, 0x10, 1, 0x42, 9, .. "embedding"u8, 0x4A, (byte)raw.Length, .. raw];
        byte[] graph = [0x2A, (byte)tensor.Length, .. tensor];
        File.WriteAllBytes(_folder["m.onnx"], [0x08, 8, 0x3A, (byte)graph.Length, .. graph]);

        Assert.Equal([[1f, -2f], [0.5f, 4f]], EmbeddingTable.Read(_folder["m.onnx"])!);
    }

    [Fact]
    public void File_without_a_table_has_none()
    {
        File.WriteAllBytes(_folder["m.onnx"], [0x08, 8]);

        Assert.Null(EmbeddingTable.Read(_folder["m.onnx"]));
    }

    // Points on a plane in three dimensions, 3 : 1 long: the plane's own axes are the components.
    [Fact]
    public void Projection_keeps_the_distances_of_points_on_a_plane()
    {
        var vocabulary = Vocabulary.Of(["abcd"]);
        float[][] points = [[3, 0, 1], [-3, 0, 1], [0, 1, 1], [0, -1, 1]];

        var map = EmbeddingProjection.Of(
            [.. Enumerable.Repeat(new float[] { 9, 9, 9 }, vocabulary.FirstCharacter), .. points], vocabulary)!;

        Assert.Equal(["a", "b", "c", "d"], map.Letters.Select(letter => letter.Text));
        Assert.Equal([3.0, -3, 0, 0], map.Letters.Select(letter => Math.Round(letter.X, 6) + 0));
        Assert.Equal([0.0, 0, 1, -1], map.Letters.Select(letter => Math.Round(letter.Y, 6) + 0));
        Assert.Equal((0.9, 0.1), (Math.Round(map.FirstShare, 9), Math.Round(map.SecondShare, 9)));
    }

    [Fact]
    public void Letters_that_are_all_alike_have_no_map()
    {
        var vocabulary = Vocabulary.Of(["abcd"]);

        Assert.Null(EmbeddingProjection.Of([.. Enumerable.Repeat(new float[] { 1, 2 }, vocabulary.Count)], vocabulary));
    }

    public void Dispose() => _folder.Dispose();
}
