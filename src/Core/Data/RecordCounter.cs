namespace MlPipeline.Data;

/// <summary>Counts the records of a part of a file that begins with a record.</summary>
internal sealed class RecordCounter(CsvDialect dialect)
{
    private readonly RecordScanner _scanner = new(dialect);
    private readonly List<int> _ends = [];

    /// <summary>Gets the records that have ended.</summary>
    public long Count { get; private set; }

    /// <summary>Gets whether the last byte ended one, or there was none.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Takes the next bytes, at least one.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _ends.Clear();
        _scanner.Scan(bytes, 0, _ends);
        (Count, IsWhole) = (Count + _ends.Count, _ends.Count > 0 && _ends[^1] == bytes.Length);
    }

    /// <summary>Says whether so many records were read: where the file ends, the last may lack its line feed.</summary>
    public bool Is(long records, bool isEndOfFile) => IsWhole ? records == Count : isEndOfFile && records == Count + 1;
}
