using Microsoft.ML;
using MlPipeline.Likelihood;

namespace MlPipeline.Transforms;

/// <summary>The rows of a data view with the scores of their names.</summary>
internal sealed class ScoredView(
    IDataView source, DataViewSchema schema, Func<IEnumerable<string>, IEnumerable<NameScore>> score) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = ActiveOf(columnsNeeded);
        return Wrap(source.GetRowCursor(SourceColumns(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = ActiveOf(columnsNeeded);
        return [.. source.GetRowCursorSet(SourceColumns(active), n, rand).Select(cursor => Wrap(cursor, active))];
    }

    // The input's columns come first, at the same places; the scores come behind.
    private bool[] ActiveOf(IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[schema.Count];
        foreach (var column in columns)
            active[column.Index] = true;
        return active;
    }

    private bool AreScored(bool[] active) => active.AsSpan(source.Schema.Count).Contains(true);

    private IEnumerable<DataViewSchema.Column> SourceColumns(bool[] active) => source.Schema.Where(column =>
        active[column.Index] || (AreScored(active) && column.Index == source.Schema[NameScoringTransformer.Name].Index));

    private DataViewRowCursor Wrap(DataViewRowCursor cursor, bool[] active) =>
        AreScored(active) ? new ScoredCursor(cursor, schema, active, score) : new UnscoredCursor(cursor, schema, active);

    /// <summary>The rows where no score is asked for: the input's, under the view's schema.</summary>
    private sealed class UnscoredCursor(DataViewRowCursor source, DataViewSchema schema, bool[] active) : DataViewRowCursor
    {
        public override long Position => source.Position;

        public override long Batch => source.Batch;

        public override DataViewSchema Schema => schema;

        public override bool MoveNext() => source.MoveNext();

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<Microsoft.ML.Data.DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => active[column.Index]
            ? source.GetGetter<TValue>(source.Schema[column.Index])
            : throw ScoredCursor.NotAsked(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
