using Microsoft.ML;

namespace MlPipeline.Transforms;

/// <summary>The rows of a data view as a row mapper maps them, each when its turn comes.</summary>
/// <remarks>
/// ML.NET's own view of a mapped row computes rows ahead on threads of its own: what is wrong with a row would come before
/// its turn, and wrapped twice.
/// </remarks>
/// <param name="input">The rows.</param>
/// <param name="schema">The columns of the result.</param>
/// <param name="dependencies">Gives the columns of the input that columns of the result need.</param>
/// <param name="map">Maps the row that a cursor is on.</param>
internal sealed class MappedView(
    IDataView input, DataViewSchema schema, Func<IEnumerable<DataViewSchema.Column>, IEnumerable<DataViewSchema.Column>> dependencies,
    Func<DataViewRowCursor, IEnumerable<DataViewSchema.Column>, DataViewRowCursor> map) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return map(input.GetRowCursor(dependencies(columnsNeeded), rand), columnsNeeded);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return [.. input.GetRowCursorSet(dependencies(columnsNeeded), n, rand).Select(cursor => map(cursor, columnsNeeded))];
    }
}
