using System.Buffers;
using System.IO.Compression;
using MlPipeline.Common;
using Parquet;

namespace MlPipeline.Batch.Outputs;

/// <summary>Writes rows of text as an Apache Parquet file: columns with types, compressed, in groups of rows.</summary>
/// <remarks>
/// The same rows always give the same bytes. Without <see cref="Complete"/> the file has no footer and no reader takes it for whole.
/// Not thread-safe. Format: https://parquet.apache.org/docs/file-format/.
/// </remarks>
internal sealed class ParquetRowWriter : IDisposable
{
    /// <summary>Rows after which a group ends.</summary>
    public const int RowGroupRows = 100_000;

    /// <summary>
    /// Bytes that a group holds: text as UTF-8 and four for each field, 12 for a number. A longer row is a group of its own.
    /// </summary>
    public const int RowGroupBytes = 16 << 20;

    private const int PooledBytes = 16 << 20;                            // that the package keeps between columns; its default is 80 MB

    private readonly Stream _output;
    private readonly IReadOnlyList<OutputColumn> _columns;
    private readonly ParquetColumns _parquet;
    private readonly ParquetWriter _writer;
    private readonly RowGroup _rows = new(RowGroupRows, RowGroupBytes);
    private readonly ArrayBufferWriter<byte> _row = new();
    private long _count;
    private bool _isOpen = true;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Where to; need not seek, and stays open.</param>
    /// <param name="columns">The columns, at least one.</param>
    /// <exception cref="ArgumentException">There is no column.</exception>
    /// <exception cref="RequestException">A column has no name, or two have the same.</exception>
    public ParquetRowWriter(Stream output, IReadOnlyList<OutputColumn> columns)
    {
        (_output, _columns, _parquet) = (output, columns, new ParquetColumns(columns));
        var options = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.Zstd,
            CompressionLevel = CompressionLevel.Fastest,                  // zstd 1; the default is 19, ten times slower
            MaximumSmallPoolFreeBytes = PooledBytes,
            MaximumLargePoolFreeBytes = PooledBytes,
        };
        _writer = ParquetWriter.CreateAsync(_parquet.Schema, new SynchronousStream(output), options).GetAwaiter().GetResult();
    }

    /// <summary>Writes a row.</summary>
    /// <param name="fields">
    /// A field for each column, in the invariant culture: null is null, and so is empty text unless the column holds text.
    /// </param>
    /// <exception cref="ArgumentException">There are more fields than columns, or fewer.</exception>
    /// <exception cref="FieldKindException">A field isn't what its column holds; the row is left out.</exception>
    /// <exception cref="InvalidOperationException">The file is complete, or an error ended it.</exception>
    public void Write(IReadOnlyList<string?> fields)
    {
        ThrowIfEnded();
        if (fields.Count != _columns.Count)
        {
            throw new ArgumentException(
                $"Row {_count + 1} has {fields.Count} fields, and there are {_columns.Count} columns.", nameof(fields));
        }

        _row.ResetWrittenCount();
        for (var i = 0; i < fields.Count; i++)
        {
            if (!FieldCodec.TryWrite(_row, _columns[i].Kind, fields[i]))
                throw new FieldKindException(_columns[i], _count + 1, fields[i]!);
        }

        if (!_rows.TryAdd(_row.WrittenSpan))
        {
            EndGroup();
            _rows.TryAdd(_row.WrittenSpan);
        }

        _count++;
    }

    /// <summary>Writes the rows that are still held, and the footer that makes the file whole.</summary>
    /// <exception cref="InvalidOperationException">The file is complete already, or an error ended it.</exception>
    public void Complete()
    {
        ThrowIfEnded();
        if (_rows.Count > 0)
            EndGroup();

        _isOpen = false;
        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _output.Flush();
    }

    /// <summary>Ends the work; the file stays without a footer unless it is complete.</summary>
    public void Dispose() => _isOpen = false;

    private void EndGroup()
    {
        // Stays so where an error leaves a part of the group behind: no footer may follow it.
        _isOpen = false;
        _parquet.WriteAsync(_writer, _rows).GetAwaiter().GetResult();
        _rows.Clear();
        _isOpen = true;
    }

    private void ThrowIfEnded()
    {
        if (!_isOpen)
            throw new InvalidOperationException("The Parquet file has ended: it is complete, or an error came before. Write another one.");
    }
}
