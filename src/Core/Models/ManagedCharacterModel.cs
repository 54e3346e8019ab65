using System.Collections.Concurrent;
using MlPipeline.Kernels;

namespace MlPipeline.Models;

/// <summary>
/// A model file computed in C# alone: no native code, no package, and the same bits on every machine, with and without vector
/// instructions. Reads LSTM, GRU and RNN of any size.
/// </summary>
/// <remarks>
/// Thread-safe: concurrent calls get buffers of their own. A sequence gets the same logits in a batch of any size. They differ from ONNX
/// Runtime's by about 10⁻⁶. A processor without fused multiply-adds computes the same, far more slowly.
/// </remarks>
public sealed class ManagedCharacterModel : ICharacterModel
{
    private const string StreamName = "the model in the stream";

    private readonly ConcurrentBag<ManagedBuffers> _buffers = [];
    private readonly ManagedNetwork _network;
    private readonly string _source;

    private ManagedCharacterModel(Stream stream, string source)
    {
        _source = source;
        (Manifest, var weights) = ModelFile.ReadWeights(stream, source);
        _network = new ManagedNetwork(Manifest, weights);
    }

    /// <summary>Makes a model of weights.</summary>
    internal ManagedCharacterModel(ModelManifest manifest, ManagedWeights weights)
    {
        (Manifest, _source) = (manifest, "the model");
        _network = new ManagedNetwork(manifest, weights);
    }

    /// <inheritdoc/>
    public ModelManifest Manifest { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">Path of an ONNX file that MlPipeline's training project wrote. It may go afterwards.</param>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    public static ManagedCharacterModel Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ModelFile.With(path, path, stream => new ManagedCharacterModel(stream, path));
    }

    /// <summary>Opens a model from a stream, such as an embedded resource.</summary>
    /// <param name="stream">The bytes of a model file; read from where it is to its end, not closed.</param>
    /// <exception cref="ModelFileException">The bytes can't be used, or the stream can't be read; the message says which.</exception>
    public static ManagedCharacterModel Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        try
        {
            if (stream.CanSeek && stream.Length - stream.Position is > 0 and < int.MaxValue and var length)
                copy.Capacity = (int)length;
            stream.CopyTo(copy);
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or ObjectDisposedException)
        {
            throw new ModelFileException(
                StreamName, $"reading it failed: {exception.Message.TrimEnd('.')}. Copy the model again.", exception);
        }

        copy.Position = 0;
        return new ManagedCharacterModel(copy, StreamName);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelFileException">What the weights compute is no probability: it overflows.</exception>
    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(logits);
        ModelInput.Check(Manifest, tokens, state);
        if (logits.Length != tokens.Length * Manifest.Vocabulary.Count)
            logits = new float[tokens.Length * Manifest.Vocabulary.Count];

        if (!_buffers.TryTake(out var buffers) || !buffers.Holds(state.Batch))
            buffers = new ManagedBuffers(state.Batch, Manifest.Hidden, _network.Head.Width);
        var time = tokens.Length / state.Batch;
        for (var t = 0; t < time; t++)
            Step(buffers, tokens, time, t, state, logits);
        _buffers.Add(buffers);
        Logits.Check(logits, Manifest.Vocabulary, _source);
    }

    private unsafe void Step(ManagedBuffers buffers, long[] tokens, int time, int t, RecurrentState state, float[] logits)
    {
        var (before, cell, hidden, input) = (buffers.StateOf(0), buffers.StateOf(1), buffers.StateOf(2), buffers.StateOf(3));
        for (var i = 0; i < Manifest.Layers; i++)
        {
            var layer = _network.Layers[i];
            for (var row = 0; row < state.Batch; row++)
                buffers.Starts[row] = (nint)layer.StartOf(i == 0 ? tokens[row * time + t] : 0);

            Load(state.Hidden, i, before);
            if (state.Cell is not null)
                Load(state.Cell, i, cell);
            layer.Step(state.Batch, buffers.Starts, input, before, cell, hidden);
            Store(hidden, state.Hidden, i);
            if (state.Cell is not null)
                Store(cell, state.Cell, i);
            (hidden, input) = (input, hidden);
        }

        _network.Head.Run(state.Batch, buffers.Zeros, input, buffers.Sums);
        var vocabulary = Manifest.Vocabulary.Count;
        for (var row = 0; row < state.Batch; row++)
        {
            var sums = buffers.Sums + (long)row * _network.Head.Width;
            var target = logits.AsSpan((row * time + t) * vocabulary, vocabulary);
            for (var token = 0; token < vocabulary; token++)
                target[token] = (float)sums[token];
        }

        GC.KeepAlive(buffers);
        GC.KeepAlive(this);

        void Load(float[] from, int layer, Rows to)
        {
            for (var row = 0; row < state.Batch; row++)
                from.AsSpan((layer * state.Batch + row) * state.Width, state.Width).CopyTo(new Span<float>(to[row], state.Width));
        }

        void Store(Rows from, float[] to, int layer)
        {
            for (var row = 0; row < state.Batch; row++)
                new ReadOnlySpan<float>(from[row], state.Width).CopyTo(to.AsSpan((layer * state.Batch + row) * state.Width, state.Width));
        }
    }
}
