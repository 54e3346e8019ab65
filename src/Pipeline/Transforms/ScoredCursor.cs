using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Likelihood;

namespace MlPipeline.Transforms;

/// <summary>
/// Rows with scores. The scorer takes names ahead of the row that is read, to score many in one model call; what the
/// rows hold besides waits for them, so that the input is read once and in its order.
/// </summary>
internal sealed class ScoredCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _source;
    private readonly bool[] _active;
    private readonly WaitingColumn?[] _columns;                          // of the source that are asked for
    private readonly Queue<(DataViewRowId Id, long Batch)> _rows = new();
    private readonly IEnumerator<NameScore> _scores;
    private (DataViewRowId Id, long Batch) _row;
    private long _position = -1;

    public ScoredCursor(
        DataViewRowCursor source, DataViewSchema schema, bool[] active, Func<IEnumerable<string>, IEnumerable<NameScore>> score)
    {
        (_source, Schema, _active) = (source, schema, active);
        _columns = [.. source.Schema.Select(column => active[column.Index] ? WaitingColumn.Of(source, column) : null)];
        _scores = score(ReadNames()).GetEnumerator();
    }

    public override long Position => _position;

    public override long Batch => _row.Batch;

    public override DataViewSchema Schema { get; }

    /// <summary>Makes the error of whoever asks for a column that the cursor was not made for.</summary>
    public static ArgumentException NotAsked(DataViewSchema.Column column) =>
        new($"The column '{column.Name}' was not asked for when the cursor was made.", nameof(column));

    public override bool MoveNext()
    {
        if (!_scores.MoveNext())
        {
            _position = -1;
            return false;
        }

        _row = _rows.Dequeue();
        foreach (var column in _columns)
            column?.Take();
        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _row.Id;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
            throw NotAsked(column);

        var getter = column.Index < _columns.Length ? _columns[column.Index]!.Getter : (Delegate)(column.Name switch
        {
            nameof(NameLikelihood.LogLikelihood) => (ValueGetter<double>)((ref double value) => value = Score.LogLikelihood),
            nameof(NameLikelihood.PredictedCharacters) => (ValueGetter<int>)((ref int value) => value = Score.PredictedCharacters),
            _ => (ValueGetter<double>)((ref double value) => value = Score.NatsPerCharacter),
        });
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"The column '{column.Name}' is {column.Type}, and was asked for as {typeof(TValue).Name}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scores.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private NameScore Score => _position >= 0 ? _scores.Current : throw new InvalidOperationException("The cursor is not on a row.");

    private IEnumerable<string> ReadNames()
    {
        var (name, id) = (default(ReadOnlyMemory<char>), default(DataViewRowId));
        var (readName, readId) = (
            _source.GetGetter<ReadOnlyMemory<char>>(_source.Schema[NameScoringTransformer.Name]), _source.GetIdGetter());
        while (_source.MoveNext())
        {
            readName(ref name);
            readId(ref id);
            _rows.Enqueue((id, _source.Batch));
            foreach (var column in _columns)
                column?.Keep();
            yield return name.ToString();
        }
    }
}
