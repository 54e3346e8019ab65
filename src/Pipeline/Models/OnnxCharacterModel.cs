using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace MlPipeline.Models;

/// <summary>A model file behind ML.NET's prediction engine, with hidden and cell state fed back.</summary>
/// <remarks>
/// Thread-safe: concurrent calls get prediction engines of their own. Sessions run on one thread each; more speed comes from
/// concurrent calls. Dispose it once, at any time: calls that are under way end as usual, new ones are refused, and the
/// native parts go with the last. Names that are still being generated from it end with <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class OnnxCharacterModel : ICharacterModel, IAsyncDisposable
{
    private const string StreamName = "the stream";

    private readonly string _source;
    private readonly StepEnginePool _steps;
    private readonly Lazy<StepEnginePool?> _sequences;
    private readonly RunningCalls _calls;

    private OnnxCharacterModel(string path, string source)
    {
        _source = source;

        // Errors of the runtime come as exceptions; it would print them too.
        var context = new MLContext(seed: 1);
        context.SetOnnxSessionOption(new OnnxSessionOptions { CreateSessionOptions = CreateSessionOptions });
        (Manifest, var estimator, var stamp) = StepTransformer.Open(context.Transforms, path, source, StepShape.Batch);
        _steps = new StepEnginePool(context, StepTransformer.Fit(estimator), Manifest.HasCellState);
        _sequences = new Lazy<StepEnginePool?>(() => OpenSequences(context, path, stamp));
        _calls = new RunningCalls(Close);
    }

    /// <inheritdoc/>
    public ModelManifest Manifest { get; }

    /// <summary>Opens a model file.</summary>
    /// <param name="path">
    /// Path of an ONNX file that MlPipeline's training project wrote. It may go afterwards; while it stays as it is, sequences of
    /// several tokens are read in one call instead of step by step, to the same bits.
    /// </param>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    public static OnnxCharacterModel Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new OnnxCharacterModel(Path.GetFullPath(path), path);
    }

    /// <summary>Opens a model from a stream, such as an embedded resource.</summary>
    /// <param name="stream">The bytes of a model file; read from where it is to its end, not closed.</param>
    /// <remarks>ML.NET opens models by path alone, so the bytes lie in a temporary file until this returns.</remarks>
    /// <exception cref="ModelFileException">
    /// The bytes can't be used, the stream can't be read, or there is no room for a temporary file; the message says which.
    /// </exception>
    public static OnnxCharacterModel Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = TemporaryCopy.Of(stream, StreamName);
        return new OnnxCharacterModel(copy.FilePath, StreamName);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The model was disposed before the call.</exception>
    /// <exception cref="ModelFileException">What the weights compute is no probability: it overflows.</exception>
    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(logits);
        ObjectDisposedException.ThrowIf(!_calls.TryEnter(), this);
        try
        {
            ModelInput.Check(Manifest, tokens, state);
            if (state.Batch == 1 && Manifest.Cell == RecurrentCell.Rnn)
                StepBesideItself(tokens, state, ref logits);
            else if (tokens.Length == state.Batch)
                _steps.Step(tokens, state, ref logits);
            else if (state.Batch == 1 && _sequences.Value is { } sequences)
                sequences.Step(tokens, state, ref logits);
            else
                StepThrough(tokens, state, ref logits);
            Logits.Check(logits, Manifest.Vocabulary, _source);
        }
        finally
        {
            _calls.Leave();
        }
    }

    /// <summary>
    /// Refuses new calls. The prediction engines and their session are closed now, or by the last call that is under way.
    /// </summary>
    public void Dispose() => _ = _calls.Close();

    /// <summary>Refuses new calls, and waits until those that are under way have ended and all is closed.</summary>
    public ValueTask DisposeAsync() => new(_calls.Close());

    // A session of its own, which few need: made when the first sequence comes, if the file is still what it was.
    private StepEnginePool? OpenSequences(MLContext context, string path, FileStamp? stamp)
    {
        try
        {
            if (FileStamp.Of(path) != stamp)
                return null;

            var again = StepTransformer.Open(context.Transforms, path, path, StepShape.Sequence);
            var transformer = StepTransformer.Fit(again.Estimator);
            if (again.Stamp == stamp && again.Manifest.Fingerprint().AsSpan().SequenceEqual(Manifest.Fingerprint()))
                return new StepEnginePool(context, transformer, Manifest.HasCellState);
            transformer.Dispose();
            return null;
        }
        catch (ModelFileException)
        {
            return null; // steps need no file
        }
    }

    private void Close()
    {
        _steps.Dispose();
        if (_sequences.IsValueCreated)
            _sequences.Value?.Dispose();
    }

    private static SessionOptions CreateSessionOptions() => new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
    };

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
