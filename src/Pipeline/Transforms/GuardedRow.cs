using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlPipeline.Transforms;

/// <summary>Stands between a row's values and whoever reads them.</summary>
internal interface IRowGuard
{
    /// <summary>Wraps what reads a column.</summary>
    ValueGetter<T> Guard<T>(DataViewRow row, DataViewSchema.Column column, ValueGetter<T> getter);

    /// <summary>Closes the row.</summary>
    void Close(DataViewRow row);
}

/// <summary>A row whose values are read through a guard; a cursor where there is one that moves it.</summary>
internal sealed class GuardedRow(DataViewRow row, IRowGuard guard, DataViewRowCursor? mover = null) : DataViewRowCursor
{
    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override DataViewSchema Schema => row.Schema;

    public override bool MoveNext() => (mover ?? throw new InvalidOperationException("The row is no cursor.")).MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        guard.Guard(row, column, row.GetGetter<TValue>(column));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            guard.Close(row);
            mover?.Dispose();
        }

        base.Dispose(disposing);
    }
}
