using System.Buffers;
using MlPipeline.Data;

namespace MlPipeline.Batch.Outputs;

/// <summary>Writes rows of a table with results after them.</summary>
/// <remarks>What a row is written as depends on nothing but itself. Not thread-safe.</remarks>
internal abstract class RowFormat
{
    /// <summary>Writes what precedes the first row.</summary>
    public abstract void WriteHeader(IBufferWriter<byte> output);

    /// <summary>Writes a row once for each of its results.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="row">A row of valid UTF-8 with as many fields as the table has columns.</param>
    /// <param name="results">The values of each result, one a column; empty text where there is none.</param>
    public abstract void Write(IBufferWriter<byte> output, in RawRow row, IReadOnlyList<IReadOnlyList<string>> results);
}
