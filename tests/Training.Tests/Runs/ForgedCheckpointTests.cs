using System.Text;
using System.Text.Json.Nodes;
using MlPipeline.Common;
using MlPipeline.Training.Runs;

namespace MlPipeline.Training.Tests.Runs;

/// <summary>Checkpoints that aren't what a training wrote.</summary>
public sealed class ForgedCheckpointTests : IDisposable
{
    private const int Cases = 80;
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _whole;

    public ForgedCheckpointTests()
    {
        Tiny.Run(Tiny.Request(_folder, Tiny.Options with { Epochs = 2 }));
        _path = _folder["model.run/checkpoint.safetensors"];
        _whole = File.ReadAllBytes(_path);
    }

    [Fact]
    public void Checkpoint_with_any_other_byte_is_refused_by_its_name()
    {
        var mutator = new RecordMutator(9);
        for (var i = 0; i < Cases; i++)
            AssertRefused(mutator.Damage(_whole), $"case {i}");
    }

    [Fact]
    public void Checkpoint_with_other_metadata_is_refused_and_without_a_checksum_never_a_defect()
    {
        var mutator = new RecordMutator(10);
        for (var i = 0; i < Cases; i++)
        {
            var file = Safetensors.Read(_whole);
            var metadata = file.Metadata.ToDictionary();
            var key = i % 2 == 0 ? "description" : "progress";
            var record = CheckedRecord.Parse(Encoding.UTF8.GetBytes(metadata[key]));
            var before = record.ToJsonString();
            var what = mutator.Forge(record);
            metadata[key] = record.ToJsonString();
            if (JsonNode.DeepEquals(JsonNode.Parse(before), record))
                continue;

            AssertRefused(Bytes(file with { Metadata = metadata }), what);
            metadata.Remove(CheckedRecord.Member);
            Read(Bytes(file with { Metadata = metadata }), what);
        }
    }

    [Theory]
    [InlineData("description", "options.hidden", "1000000000")]
    [InlineData("description", "options.layers", "2147483647")]
    [InlineData("description", "options.embedding", "2147483647")]
    [InlineData("description", "training_names", "\"!\"")]
    [InlineData("description", "sample_names", "[null]")]
    [InlineData("description", "sample_names", "[\"Ω\"]")]
    [InlineData("description", "tokens", "[null]")]
    [InlineData("description", "max_length", "0")]
    [InlineData("progress", "step", "-1")]
    [InlineData("progress", "history", "[null]")]
    [InlineData("progress", "history", "null")]
    [InlineData("progress", "history[0].seconds", "1e300")]
    [InlineData("progress", "history[0].validation_nats", "1e999")]
    [InlineData("progress", "history[0].epoch", "7")]
    public void Member_that_can_not_be_is_refused_without_a_checksum_too(string key, string member, string value) =>
        AssertRefused(Edit(key, member, value), member);

    [Theory]
    [InlineData("""{"__metadata__":null}""")]
    [InlineData("""{"__metadata__":{"description":null,"progress":null}}""")]
    [InlineData("""{"__metadata__":{"description":"null","progress":"null"}}""")]
    [InlineData("""{"__metadata__":{"description":"{}","progress":"{}"}}""")]
    [InlineData("""{"__metadata__":7}""")]
    [InlineData("""{"t":null}""")]
    [InlineData("""{"t":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":null,"data_offsets":[0,4]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1],"data_offsets":[4,0]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1e3],"data_offsets":[0,4]}}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Header_of_something_else_is_refused(string header)
    {
        var bytes = Encoding.UTF8.GetBytes(header);
        byte[] file = [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, 0, 0, 0, 0];

        AssertRefused(file, header);
        File.WriteAllBytes(_path, file);
        Assert.Null(Checkpoint.ReadHeader(_path)?.Description["options"]);
    }

    [Fact]
    public void Checkpoint_of_a_version_without_checksums_is_resumed()
    {
        var file = Safetensors.Read(_whole);
        var metadata = file.Metadata.ToDictionary();
        Assert.True(metadata.Remove(CheckedRecord.Member));

        Assert.True(Read(Bytes(file with { Metadata = metadata }), ""));
    }

    [Fact]
    public void Steps_that_the_epochs_have_not_are_refused_when_training_is_resumed()
    {
        File.WriteAllBytes(_path, Edit("progress", "step", "1000"));

        var exception = Assert.Throws<CheckpointException>(
            () => Tiny.Run(Tiny.Request(_folder, Tiny.Options with { Epochs = 2 }) with { Resume = true }));

        Assert.Contains("it says that 1,000 steps were taken", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused()
    {
        var file = Safetensors.Read(_whole);
        file.Tensors["best.head.bias"].Values[0] = float.NaN;
        var metadata = file.Metadata.ToDictionary();
        metadata[CheckedRecord.Member] = file.ChecksumWithout(CheckedRecord.Member);

        AssertRefused(Bytes(file with { Metadata = metadata }), "NaN");
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Edit(string key, string member, string value)
    {
        var file = Safetensors.Read(_whole);
        var metadata = file.Metadata.ToDictionary();
        metadata.Remove(CheckedRecord.Member);
        var record = CheckedRecord.Parse(Encoding.UTF8.GetBytes(metadata[key]));
        var path = member.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        var parent = path[..^1].Aggregate((JsonNode)record, (node, name) => name == "0" ? node[0]! : node[name]!);
        parent[path[^1]] = JsonNode.Parse(value);
        metadata[key] = record.ToJsonString();
        return Bytes(file with { Metadata = metadata });
    }

    private void AssertRefused(byte[] bytes, string what) => Assert.False(Read(bytes, what), what);

    // Whether it could be read; anything but a checkpoint's own exception fails the test.
    private bool Read(byte[] bytes, string what)
    {
        File.WriteAllBytes(_path, bytes);
        try
        {
            var (description, state) = Checkpoint.Load(_path);
            state.Dispose();
            Assert.NotNull(description);
            return true;
        }
        catch (CheckpointException exception)
        {
            Assert.StartsWith(_path + ": ", exception.Message, StringComparison.Ordinal);
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(what, exception);
        }
    }

    private static byte[] Bytes(Safetensors file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        return stream.ToArray();
    }
}
