using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlPipeline.Transforms;

/// <summary>The values of a column from when its rows are read until they are taken.</summary>
internal abstract class WaitingColumn
{
    /// <summary>Gets what reads the value of the row that was taken last.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>Makes the column of a cursor.</summary>
    public static WaitingColumn Of(DataViewRow row, DataViewSchema.Column column)
    {
        var type = column.Type.RawType;
        var kept = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? typeof(Vectors<>).MakeGenericType(type.GetGenericArguments())
            : typeof(Values<>).MakeGenericType(type);
        return (WaitingColumn)Activator.CreateInstance(kept, row, column)!;
    }

    /// <summary>Keeps the value of the row that the source is on.</summary>
    public abstract void Keep();

    /// <summary>Moves to the first row that waits.</summary>
    public abstract void Take();

    private sealed class Values<T>(DataViewRow row, DataViewSchema.Column column) : WaitingColumn
    {
        private readonly ValueGetter<T> _read = row.GetGetter<T>(column);
        private readonly Queue<T> _waiting = new();
        private T _current = default!;

        public override Delegate Getter => (ValueGetter<T>)((ref T value) => value = _current);

        public override void Keep()
        {
            T value = default!;
            _read(ref value);
            _waiting.Enqueue(value);
        }

        public override void Take() => _current = _waiting.Dequeue();
    }

    // The buffers of a vector belong to whoever asks for it; those that were taken are used again.
    private sealed class Vectors<T>(DataViewRow row, DataViewSchema.Column column) : WaitingColumn
    {
        private readonly ValueGetter<VBuffer<T>> _read = row.GetGetter<VBuffer<T>>(column);
        private readonly Queue<VBuffer<T>> _waiting = new();
        private readonly Stack<VBuffer<T>> _taken = new();
        private VBuffer<T> _current;

        public override Delegate Getter => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _current.CopyTo(ref value));

        public override void Keep()
        {
            var value = _taken.TryPop(out var used) ? used : default;
            _read(ref value);
            _waiting.Enqueue(value);
        }

        public override void Take()
        {
            _taken.Push(_current);
            _current = _waiting.Dequeue();
        }
    }
}
