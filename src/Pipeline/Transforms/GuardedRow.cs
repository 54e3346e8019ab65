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

/// <summary>A row, or a cursor, whose values are read through a guard.</summary>
internal sealed class GuardedRow(DataViewRow row, IRowGuard guard) : DataViewRowCursor
{
    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override DataViewSchema Schema => row.Schema;

    public override bool MoveNext() => ((DataViewRowCursor)row).MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => guard.Guard(row, column, row.GetGetter<TValue>(column));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            guard.Close(row);
        base.Dispose(disposing);
    }
}

/// <summary>Rows that are read through a guard.</summary>
/// <remarks>
/// One cursor at a time: ML.NET would compute several on threads of its own, rows ahead, and what goes wrong with a row
/// would come before its turn and wrapped twice.
/// </remarks>
internal sealed class GuardedView(IDataView view, Func<IRowGuard> createGuard) : IDataView
{
    public bool CanShuffle => view.CanShuffle;

    public DataViewSchema Schema => view.Schema;

    public long? GetRowCount() => view.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new GuardedRow(view.GetRowCursor(columnsNeeded, rand), createGuard());

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
