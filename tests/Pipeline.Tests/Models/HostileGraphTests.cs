using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Models;
using MlPipeline.Training.Export;
using MlPipeline.Training.Export.Onnx;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Models;

/// <summary>Graphs that mean harm: each is refused before a session is made of it, by what it holds.</summary>
public sealed class HostileGraphTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static Dictionary<string, (Action<ModelProto> Change, string Expected)> Corpus { get; } = new()
    {
        ["endless loop"] = (Loop, "the graph holds a node 'Loop' that MlPipeline's models do not have"),
        ["condition"] = (model => Append(model, "If", ["tokens"], "x"), "the graph holds a node 'If'"),
        ["4 GB from nothing"] = (model =>
        {
            Constant(model, "huge", [1L << 30]);
            Append(model, "ConstantOfShape", ["huge"], "x");
        }, "the graph holds a node 'ConstantOfShape'"),
        ["another domain"] = (model => model.Graph.Node[0].Domain = "com.microsoft", "the graph holds a node 'com.microsoft.Split'"),
        ["subgraph in an attribute"] = (model => AddPart(model.Graph.Node[0].Attribute[0], 6), "another attribute"),
        ["unknown attribute"] = (model => Node(model, "LSTM").Attribute.Add(OnnxGraph.Attribute("clip", 3)), "another attribute"),
        ["attribute twice"] = (
            model => Node(model, "LSTM").Attribute.Add(OnnxGraph.Attribute("hidden_size", 7)), "has the attribute 'hidden_size' twice"),
        ["hidden_size of 2³¹"] = (model => Node(model, "LSTM").Attribute[0].I = 1L << 31, "the node 'LSTM' of 'y_0'"),
        ["weights elsewhere"] = (model => AddPart(model.Graph.Initializer[0], 14, 1), "(field 14) that MlPipeline's models do not have"),
        ["weights in another file"] = (
            model => AddPart(model.Graph.Initializer[0], 13, [.. "\n\u0008location\u0012\u000b/etc/passwd"u8]),
            "(field 13) that MlPipeline's models do not have"),
        ["sparse weights"] = (model => AddPart(model.Graph, 15), "the graph holds a part (field 15)"),
        ["function"] = (model => AddPart(model, 25), "the file holds a part (field 25)"),
        ["training information"] = (model => AddPart(model, 20), "the file holds a part (field 20)"),
        ["newer operators"] = (model => model.OpsetImport[0].Version = 24, "the operators '24'"),
        ["more operators"] = (
            model => model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 }), "'com.microsoft 1'"),
        ["newer format"] = (model => model.IrVersion = 10, "of ONNX's format 10"),
        ["embedding of 5 rows"] = (model => Shrink(model, "embedding", 5, 4), "'embedding' Float [5, 4]"),
        ["shape without bytes"] = (
            model => Tensor(model, "embedding").Dims[0] = 1L << 29,
            "the initializer 'embedding' has 128 bytes, and its shape [536870912, 4] takes 8,589,934,592"),
        ["shape whose product overflows"] = (
            model => Tensor(model, "embedding").Dims.Add([int.MaxValue, int.MaxValue]), "the initializer 'embedding' has 128 bytes"),
        ["negative dimension"] = (model => Tensor(model, "embedding").Dims[0] = -8, "the initializer 'embedding' has a dimension of -8"),
        ["numbers of another kind"] = (model => Tensor(model, "embedding").DataType = 10, "elements of the type Float16"),
        ["numbers in another field"] = (
            model => AddPart(Tensor(model, "embedding"), 4, 0, 0, 0x80, 0x3F), "(field 4) that MlPipeline's models do not have"),
        ["unused weights"] = (model => Constant(model, "spare", [1]), "the initializer 'spare', which no node uses"),
        ["initializer twice"] = (
            model => model.Graph.Initializer.Add(Tensor(model, "embedding").Clone()), "the initializer 'embedding' twice"),
        ["split into other parts"] = (
            model => Tensor(model, "hidden_parts").RawData = ByteString.CopyFrom(BitConverter.GetBytes(9L)), "the node 'Split'"),
        ["thousands of nodes"] = (
            model => model.Graph.Node.Add(Enumerable.Range(0, 3_000).Select(_ => Node(model, "Add").Clone())),
            "nodes, and a model of 1 layers has at most 18"),
        ["second recurrence"] = (model => model.Graph.Node.Add(Node(model, "LSTM").Clone()), "the recurrent nodes 'LSTM', 'LSTM'"),
        ["value from nowhere"] = (
            model => Node(model, "Add").Input[1] = "nowhere", "reads the value 'nowhere', which nothing before it computes"),
        ["circle"] = (model => Node(model, "MatMul").Input[0] = "logits", "reads the value 'logits', which nothing before it computes"),
        ["value twice"] = (
            model => Node(model, "MatMul").Output[0] = "features", "computes the value 'features', which is there before it"),
        ["output that is an input"] = (model => Node(model, "Add").Output[0] = "sum", "the graph computes the output 'logits' as nothing"),
        ["more outputs"] = (model => model.Graph.Output.Add(new ValueInfoProto { Name = "y_0" }), "3 inputs and 4 outputs"),
        ["weight that is no number"] = (model => Poison(model, "r_0", float.NaN), "the weights hold NaN in initializer 'r_0'"),
        ["infinite weight"] = (
            model => Poison(model, "head_bias", float.NegativeInfinity), "the weights hold -Inf in initializer 'head_bias'"),
        ["key twice"] = (
            model => model.MetadataProps.Add(model.MetadataProps[1].Clone()), "its metadata holds the key 'mlpipeline.vocabulary' twice"),
        ["metadata of 100 MB"] = (
            model => model.MetadataProps.Single(
                property => property.Key == "mlpipeline.training").Value = LongArray(35_000_000),
            "its metadata has 105,000,001 bytes under the key 'mlpipeline.training'"),
        ["thousands of keys"] = (
            model => model.MetadataProps.Add(Enumerable.Range(0, 2_000).Select(i => new StringStringEntryProto { Key = $"k{i}" })),
            "its metadata has more than 1,000 keys"),
        ["description of 2 MB"] = (model => model.DocString = new string('x', 2_000_000), "a description of 2,000,000 bytes"),
        ["wrong checksum"] = (
            model => model.MetadataProps.Insert(
                0, new StringStringEntryProto { Key = "mlpipeline.file_sha256", Value = new string('0', 64) }),
                    "it is damaged: its bytes are not those that its checksum was made of"),
        ["checksum that is none"] = (
            model => model.MetadataProps.Insert(0, new StringStringEntryProto { Key = "mlpipeline.file_sha256", Value = "yes" }),
            "it is damaged"),
    };

    [Fact]
    public void Checksum_is_not_switched_off_by_damage_of_its_key()
    {
        var path = _folder.Write(
            "m.onnx", new SmallNetwork(RecurrentCell.Lstm)
                .ToFile(change: model => ModelSeal.Seal(model).MetadataProps[0].Key = "mlpipeline.file_sha257"));

        Assert.Contains(
            "in place of mlpipeline.file_sha256", Assert.Throws<ModelFileException>(() => OnnxCharacterModel.Open(path)).Message,
            StringComparison.Ordinal);
    }

    public static TheoryData<string> Names => [.. Corpus.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_graph_is_refused(string name)
    {
        var (change, expected) = Corpus[name];
        var path = _folder.Write("m.onnx", new SmallNetwork(RecurrentCell.Lstm).ToFile(change: change));
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), System.Diagnostics.Stopwatch.StartNew());

        var exception = Assert.Throws<ModelFileException>(() => OnnxCharacterModel.Open(path));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Throws<ModelFileException>(() => ModelFile.ReadManifest(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    // By the definition: of the file without the property.
    [Fact]
    public void Checksum_is_that_of_the_file_without_it()
    {
        var network = new SmallNetwork(RecurrentCell.Gru);
        var sum = Convert.ToHexStringLower(SHA256.HashData(network.ToFile()));
        var bytes = network.ToFile(
            change: model => model.MetadataProps.Insert(0, new StringStringEntryProto { Key = "mlpipeline.file_sha256", Value = sum }));

        Assert.Equal(bytes, network.ToFile(change: model => ModelSeal.Seal(model)));
        Assert.Equal(bytes, network.ToFile(change: model => ModelSeal.Seal(ModelSeal.Seal(model))));
        Assert.Equal(7, ModelFile.ReadManifest(_folder.Write("m.onnx", bytes)).Hidden);
    }

    [Theory]
    [InlineData(3e38f, "the logit")]                                       // a sum of them is infinite
    [InlineData(-2e38f, "logits after which nothing can follow")]
    public void Weights_whose_sums_are_no_probabilities_are_an_error_that_names_the_model(float bias, string expected)
    {
        var path = _folder.Write("m.onnx", new SmallNetwork(RecurrentCell.Lstm).ToFile(change: model =>
        {
            for (var i = 0; i < Tensor(model, "head_bias").Dims[0]; i++)
                Poison(model, "head_bias", bias, i);
            for (var i = 0; bias > 0 && i < Tensor(model, "head_weight").Dims[0] * Tensor(model, "head_weight").Dims[1]; i++)
                Poison(model, "head_weight", i % 2 == 0 ? 3.3e38f : -3.3e38f, i);
        }));
        using var model = OnnxCharacterModel.Open(path);
        var (state, logits) = (new RecurrentState(model.Manifest, batch: 1), Array.Empty<float>());

        var exception = Assert.Throws<ModelFileException>(() => model.Forward([1, 3, 4], state, ref logits));

        Assert.StartsWith(path + ": it computes " + expected, exception.Message, StringComparison.Ordinal);
        var context = new MLContext();
        var rows = context.Data.LoadFromEnumerable(
            Enumerable.Range(1, 7).Select(id => new CharacterStep { Tokens = [id], Hidden = new float[7], Cell = new float[7] }));
        using var transformer = context.Transforms.ApplyCharacterModel(path).Fit(rows);
        Assert.Throws<ModelFileException>(() => transformer.Transform(rows).GetColumn<float[]>("logits").ToList());
    }

    public void Dispose() => _folder.Dispose();

    // string.Join would leave its 500 MB of buffers in the shared pool, where the tests of memory find them until the pool lets them go.
    private static string LongArray(int count) => "[" + new StringBuilder().Insert(0, "{},", count - 1) + "{}]";

    private static void Loop(ModelProto model)
    {
        Constant(model, "trips", [long.MaxValue]);
        var node = new NodeProto { OpType = "Loop", Input = { "trips", "" }, Output = { "x" } };
        node.Attribute.Add(new AttributeProto { Name = "body" });
        AddPart(node.Attribute[0], 6, [.. new GraphProto { Name = "body" }.ToByteArray()]);
        model.Graph.Node.Add(node);
    }

    // Of the protocol buffers' parts that our exporter doesn't know: bytes, as they lie in a file.
    private static void AddPart(IMessage message, int field, params byte[] content)
    {
        using var bytes = new MemoryStream();
        var output = new CodedOutputStream(bytes);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(content));
        output.Flush();
        message.MergeFrom(bytes.ToArray());
    }

    private static void Append(ModelProto model, string operation, string[] inputs, string output) =>
        model.Graph.Node.Add(new NodeProto { OpType = operation, Input = { inputs }, Output = { output } });

    private static void Constant(ModelProto model, string name, long[] values)
    {
        var graph = new OnnxGraph("constants");
        graph.Constant(name, values);
        model.Graph.Initializer.Add(graph.ToModel([]).Graph.Initializer[0].Clone());
    }

    private static NodeProto Node(ModelProto model, string operation) => model.Graph.Node.First(node => node.OpType == operation);

    private static TensorProto Tensor(ModelProto model, string name) => model.Graph.Initializer.Single(tensor => tensor.Name == name);

    private static void Shrink(ModelProto model, string name, long rows, int width)
    {
        var tensor = Tensor(model, name);
        tensor.Dims[0] = rows;
        tensor.RawData = ByteString.CopyFrom(tensor.RawData.ToByteArray()[..(int)(rows * width * sizeof(float))]);
    }

    private static void Poison(ModelProto model, string name, float value, int at = 3)
    {
        var tensor = Tensor(model, name);
        var bytes = tensor.RawData.ToByteArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(at * sizeof(float)), value);
        tensor.RawData = ByteString.CopyFrom(bytes);
    }
}
