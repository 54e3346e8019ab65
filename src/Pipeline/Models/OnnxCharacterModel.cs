using Microsoft.ML;

namespace MlPipeline.Models;

/// <summary>A model file behind ML.NET's prediction engine, with hidden and cell state fed back.</summary>
/// <remarks>
/// Thread-safe: concurrent calls get prediction engines of their own. Dispose it once, when no call is under way.
/// Sessions run on one thread each; more speed comes from concurrent calls.
/// </remarks>
public sealed class OnnxCharacterModel : ICharacterModel, IDisposable
{
    private readonly StepEnginePool _steps;
    private readonly StepEnginePool _sequences;
    private bool _disposed;

    private OnnxCharacterModel(string path, ModelManifest manifest)
    {
        Manifest = manifest;
        var context = new MLContext(seed: 1);
        _steps = Pool(StepShape.Batch);
        _sequences = Pool(StepShape.Sequence);

        StepEnginePool Pool(StepShape shape) =>
            new(context, StepTransformer.Fit(context, path, manifest, shape), manifest.HasCellState);
    }

    /// <inheritdoc/>
    public ModelManifest Manifest { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">Path of an ONNX file that MlPipeline's training project wrote.</param>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    public static OnnxCharacterModel Open(string path) => new(path, ModelFile.ReadManifest(path));

    /// <summary>Opens a model from a stream, such as an embedded resource.</summary>
    /// <param name="stream">The bytes of a model file; read to its end, not closed.</param>
    /// <exception cref="ModelFileException">The bytes can't be used; the message says why.</exception>
    public static OnnxCharacterModel Open(Stream stream)
    {
        // ML.NET opens models by path alone. Its sessions hold the whole model, so the copy can go at once.
        var folder = Directory.CreateTempSubdirectory("mlpipeline-");
        try
        {
            var path = Path.Combine(folder.FullName, "model.onnx");
            using (var copy = File.Create(path))
                stream.CopyTo(copy);

            return Open(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Check(tokens, state);

        if (state.Batch == 1 && Manifest.Cell == RecurrentCell.Rnn)
            StepBesideItself(tokens, state, ref logits);
        else if (tokens.Length == state.Batch)
            _steps.Step(tokens, state, ref logits);
        else if (state.Batch == 1)
            _sequences.Step(tokens, state, ref logits);
        else
            StepThrough(tokens, state, ref logits);
    }

    /// <summary>Closes the prediction engines and their sessions.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        _steps.Dispose();
        _sequences.Dispose();
    }

    private void Check(long[] tokens, RecurrentState state)
    {
        if (tokens.Length == 0 || tokens.Length % state.Batch != 0)
            throw new ArgumentException($"{tokens.Length} tokens are not a positive multiple of the batch of {state.Batch}.", nameof(tokens));
        if (state.Layers != Manifest.Layers || state.Width != Manifest.Hidden || (state.Cell is not null) != Manifest.HasCellState)
            throw new ArgumentException("The state belongs to another model.", nameof(state));
        foreach (var token in tokens)
        {
            if (token < 0 || token >= Manifest.Vocabulary.Count)
                throw new ArgumentException($"The token id {token} is outside the vocabulary of {Manifest.Vocabulary.Count}.", nameof(tokens));
        }
    }

    // ONNX Runtime's RNN multiplies a matrix of one row by a kernel that rounds in another order. As one of two rows a
    // sequence has the bits that it has in every larger batch (BitIdentityTests); LSTM and GRU have them anyway.
    private void StepBesideItself(long[] tokens, RecurrentState state, ref float[] logits)
    {
        var pair = new RecurrentState(Manifest, batch: 2);
        state.CopyRow(0, pair, 0);
        float[] both = [];
        StepThrough([.. tokens, .. tokens], pair, ref both);
        pair.CopyRow(0, state, 0);

        if (logits.Length != both.Length / 2)
            logits = new float[both.Length / 2];
        both.AsSpan(0, logits.Length).CopyTo(logits);
    }

    private void StepThrough(long[] tokens, RecurrentState state, ref float[] logits)
    {
        var (batch, time, vocabulary) = (state.Batch, tokens.Length / state.Batch, Manifest.Vocabulary.Count);
        if (logits.Length != tokens.Length * vocabulary)
            logits = new float[tokens.Length * vocabulary];

        var column = new long[batch];
        float[] step = [];
        for (var t = 0; t < time; t++)
        {
            for (var row = 0; row < batch; row++)
                column[row] = tokens[row * time + t];

            _steps.Step(column, state, ref step);
            for (var row = 0; row < batch; row++)
                Array.Copy(step, row * vocabulary, logits, (row * time + t) * vocabulary, vocabulary);
        }
    }
}
