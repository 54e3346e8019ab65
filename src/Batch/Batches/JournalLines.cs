using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>The whole lines of a journal, one at a time and in constant memory: a file of any size may bear its name.</summary>
internal sealed class JournalLines(string path, Stream stream)
{
    private const int LongestLine = 4 << 20;                             // an identity names every column of the input's results
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at, _filled;

    /// <summary>Gets the number of the last line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Gets the byte after the last line.</summary>
    public long End { get; private set; }

    /// <summary>Reads the next line without its end.</summary>
    /// <returns>Null where none is left that has an end.</returns>
    /// <exception cref="DataFileException">A line is too long for any journal, or the file can't be read.</exception>
    public byte[]? Next()
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_at == _filled)
                (_at, _filled) = (0, DiskGuard.Run(path, () => stream.Read(_buffer)));
            if (_filled == 0)
                return null;

            var length = _buffer.AsSpan(_at, _filled - _at).IndexOf((byte)'\n');
            line.Write(_buffer.AsSpan(_at, length < 0 ? _filled - _at : length));
            _at = length < 0 ? _filled : _at + length + 1;
            if (line.Length > LongestLine)
                throw Journal.Damaged(path, Number + 1);
            if (length < 0)
                continue;

            Number++;
            End += line.Length + 1;
            return line.ToArray();
        }
    }
}
