using Microsoft.ML.OnnxRuntime;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>What we read of an ONNX file ourselves, beside what ONNX Runtime reads of it.</summary>
public sealed class OnnxHeaderTests
{
    [Theory]
    [InlineData("shipped")]
    [InlineData("Lstm")]
    [InlineData("Gru")]
    [InlineData("Rnn")]
    public void Header_is_what_the_runtime_says(string name)
    {
        var bytes = name == "shipped"
            ? File.ReadAllBytes(TestFiles.Model)
            : new SmallNetwork(Enum.Parse<RecurrentCell>(name), layers: 2).ToFile();

        var header = OnnxHeader.Read(new MemoryStream(bytes));

        using var session = new InferenceSession(bytes);
        Assert.Equal(session.ModelMetadata.CustomMetadataMap.OrderBy(pair => pair.Key), header.Properties.OrderBy(pair => pair.Key));
        AssertSame(session.InputMetadata, header.Inputs);
        AssertSame(session.OutputMetadata, header.Outputs);
    }

    // Files of other tools may list weights among the inputs, where they are defaults that no one must feed.
    [Fact]
    public void Inputs_with_values_need_not_be_fed()
    {
        var network = new SmallNetwork(RecurrentCell.Gru);
        var bytes = network.ToFile(
            change: model =>
                model.Graph.Input.Add(new Training.Export.Onnx.ValueInfoProto { Name = "head_bias", Type = model.Graph.Output[0].Type }));

        Assert.Equal(["tokens", "hidden"], OnnxHeader.Read(new MemoryStream(bytes)).Inputs.Select(input => input.Name));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })] // a graph of 2⁶⁴ − 1 bytes
    [InlineData(new byte[] { 0x3A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 })] // a length without an end
    [InlineData(new byte[] { 0x3A, 0x02, 0x5A, 0x05 })] // an input that is longer than its graph
    [InlineData(new byte[] { 0x38, 0x01 })] // a graph that is a number
    [InlineData(new byte[] { 0x3A, 0x00, 0x72, 0x03, 0x0A, 0x01, 0xFF })] // a key that is not UTF-8
    [InlineData(new byte[] { 0x3B, 0x3C })] // a group, which ONNX never has
    [InlineData(new byte[] { 0x08, 0x08 })] // no graph at all
    public void Broken_bytes_are_refused(byte[] bytes) =>
        Assert.Throws<InvalidDataException>(() => OnnxHeader.Read(new MemoryStream(bytes)));

    [Fact]
    public void Damaged_bytes_are_refused_or_read_and_nothing_else()
    {
        var (bytes, random) = (new SmallNetwork(RecurrentCell.Lstm).ToFile(), new Random(3));
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = bytes.ToArray();
            for (var i = 0; i <= round % 4; i++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);

            try
            {
                _ = OnnxHeader.Read(new MemoryStream(damaged));
            }
            catch (InvalidDataException)
            {
                // Its only error.
            }
        }
    }

    [Fact]
    public void Weights_are_passed_over()
    {
        using var counting = new CountingStream(File.ReadAllBytes(TestFiles.Model));

        _ = OnnxHeader.Read(counting);

        Assert.InRange(counting.BytesRead, 1, 100_000);
    }

    private static void AssertSame(IReadOnlyDictionary<string, NodeMetadata> expected, IReadOnlyList<OnnxValue> values)
    {
        Assert.Equal(expected.Keys, values.Select(value => value.Name));
        Assert.All(values, value => Assert.Equal((int)expected[value.Name].ElementDataType, (int)value.Type!));
        Assert.All(values, value => Assert.Equal(expected[value.Name].Dimensions, value.Shape!.Select(size => (int)size)));
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }

        public override int ReadByte()
        {
            BytesRead++;
            return base.ReadByte();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = base.Read(buffer);
            BytesRead += count;
            return count;
        }
    }
}
