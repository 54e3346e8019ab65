using CsCheck;
using MlPipeline.Training.Runs;

namespace MlPipeline.Training.Tests.Runs;

public sealed class SafetensorsTests
{
    private static readonly Gen<Safetensors> Files =
        from metadata in Gen.Dictionary(Gen.String.AlphaNumeric, Gen.String.AlphaNumeric)[0, 3]
        from tensors in Gen.Dictionary(Gen.String.AlphaNumeric, Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3]).SelectMany(
            (rows, columns) => Gen.Float.Array[rows * columns].Select(values => new StoredTensor([rows, columns], values))))[0, 4]
        select new Safetensors(metadata, tensors);

    [Fact]
    public void Read_returns_what_write_wrote() => Files.Sample(file =>
    {
        var read = Safetensors.Read(Bytes(file));

        Assert.Equal(file.Metadata, read.Metadata);
        Assert.Equal(file.Tensors.Keys.Order(), read.Tensors.Keys.Order());
        Assert.All(file.Tensors, pair => Assert.Equal(pair.Value.Shape, read.Tensors[pair.Key].Shape));
        Assert.All(file.Tensors, pair => Assert.Equal(pair.Value.Values, read.Tensors[pair.Key].Values));
    });

    [Fact]
    public void Read_refuses_a_file_that_is_cut_off() =>
        Files.Where(file => file.Tensors.Values.Any(tensor => tensor.Values.Length > 0)).Sample(file =>
    {
        var bytes = Bytes(file);

        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => Safetensors.Read(bytes.AsSpan(0, length)));
    }, iter: 20);

    // Written by hand from the format's description, so that reading and writing can't be wrong together.
    [Fact]
    public void Write_follows_the_published_format()
    {
        var file = new Safetensors(new Dictionary<string, string> { ["k"] = "v" }, new Dictionary<string, StoredTensor>
        {
            ["t"] = new([1, 2], [1f, -2f]),
        });

        var bytes = Bytes(file);

        var header = """{"__metadata__":{"k":"v"},"t":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}"""u8;
        Assert.Equal([(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. header, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], bytes);
    }

    private static byte[] Bytes(Safetensors file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
