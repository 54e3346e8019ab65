using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Models;

namespace MlPipeline.Transforms;

/// <summary>
/// Lets a row of ONNX Runtime's results be computed only while its session is open, by one thread at a time, and for a
/// prediction engine without losing a part of the state: each would otherwise be a crash of the process or a wrong number.
/// </summary>
/// <param name="enter">Begins a call into the session, or throws.</param>
/// <param name="leave">Ends it.</param>
/// <param name="stateOutputs">The results that make up the state.</param>
/// <param name="isPrediction">Whether the row is that of a prediction engine, which is of one thread while it predicts.</param>
/// <param name="checkLogits">Throws where logits are no numbers to continue.</param>
internal sealed class NativeGuard(
    Action enter, Action leave, IReadOnlyList<string> stateOutputs, bool isPrediction, NativeGuard.LogitsCheck checkLogits) : IRowGuard
{
    /// <summary>Checks logits of any number of rows.</summary>
    public delegate void LogitsCheck(ReadOnlySpan<float> logits);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private long _position = -1;
    private int _owner;
    private bool _isClosed;

    /// <inheritdoc/>
    public ValueGetter<T> Guard<T>(DataViewRow row, DataViewSchema.Column column, ValueGetter<T> getter)
    {
        lock (_lock)
            _asked.Add(column.Name);

        return (ref T value) =>
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isClosed, typeof(DataViewRow));
                if (isPrediction)
                    CheckPrediction(row, column.Name);
                enter();
                try
                {
                    getter(ref value);
                    if (column.Name == "logits" && value is VBuffer<float> { IsDense: true } logits)
                        checkLogits(logits.GetValues());
                }
                finally
                {
                    leave();
                }
            }
        };
    }

    /// <inheritdoc/>
    public void Close(DataViewRow row)
    {
        lock (_lock)
        {
            _isClosed = true;
            row.Dispose();
        }
    }

    // An engine counts its predictions by the position.
    private void CheckPrediction(DataViewRow row, string column)
    {
        if (row.Position != _position)
        {
            (_position, _owner) = (row.Position, Environment.CurrentManagedThreadId);
        }
        else if (_owner != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException(
                "Two threads use one prediction engine at once, and their results are mixed. Give each thread an engine of its own: one " +
                    "transformer serves any number.");
        }

        if (stateOutputs.Contains(column) && stateOutputs.FirstOrDefault(output => !_asked.Contains(output)) is { } lost)
        {
            throw new InvalidOperationException(
                $"The result class has the state '{column}' and not '{lost}', so the next step would begin from half a state. " +
                $"Use {nameof(LstmStepResult)}, or a class with the logits alone.");
        }
    }
}
