using System.Globalization;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

/// <summary>Models of every cell behind ML.NET's engine, the shipped one, and the scripted one, by name.</summary>
internal sealed class ModelUnderTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ICharacterModel _model;

    /// <summary>Opens a model: "shipped", "scripted", or a cell, its layers and its width, such as "Lstm 2 33".</summary>
    public ModelUnderTest(string name) => _model = name switch
    {
        "shipped" => OnnxCharacterModel.Open(TestFiles.Model),
        "scripted" => new ScriptedModel("abcde", labels: ["x"]),
        _ => Small(name.Split(' ')),
    };

    /// <summary>Every model.</summary>
    public static TheoryData<string> All { get; } =
        new("Lstm 1 5", "Lstm 2 33", "Gru 1 5", "Gru 2 33", "Rnn 1 5", "Rnn 2 33", "shipped", "scripted");

    public ModelManifest Manifest => _model.Manifest;

    public RecurrentState Start(int batch = 1) => new(Manifest, batch);

    /// <summary>Token ids that the vocabulary has, different for every row, [B, T].</summary>
    public long[] Text(int time, int batch = 1, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, batch * time).Select(_ => (long)random.Next(Manifest.Vocabulary.Count))];
    }

    /// <summary>Reads tokens, [B, T], and gives the bits of the logits, [B, T, V].</summary>
    public int[] Read(RecurrentState state, params long[] tokens)
    {
        float[] logits = [];
        _model.Forward(tokens, state, ref logits);
        return Bits(logits);
    }

    /// <summary>The bits of hidden state and cell state.</summary>
    public static int[] Bits(RecurrentState state) => Bits([.. state.Hidden, .. state.Cell ?? []]);

    public void Dispose()
    {
        (_model as IDisposable)?.Dispose();
        _folder.Dispose();
    }

    private static int[] Bits(float[] numbers) => Array.ConvertAll(numbers, BitConverter.SingleToInt32Bits);

    private OnnxCharacterModel Small(string[] shape)
    {
        int Size(int place) => int.Parse(shape[place], CultureInfo.InvariantCulture);
        var network = new SmallNetwork(Enum.Parse<RecurrentCell>(shape[0]), layers: Size(1), hidden: Size(2));
        return OnnxCharacterModel.Open(_folder.Write("m.onnx", network.ToFile()));
    }
}
