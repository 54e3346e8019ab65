namespace MlPipeline.Scoring.Tables;

/// <summary>A row of a CSV file as it stands there.</summary>
/// <param name="Index">Its number among the rows of data, from 0; blank rows count.</param>
/// <param name="Bytes">The record without its line end; empty for a blank row, and for one that is too long to be kept.</param>
/// <param name="LineEnd">LF, CRLF, or nothing at the end of the file.</param>
/// <param name="IsTooLong">Whether the record is longer than <see cref="TableReader.LongestRecord"/>.</param>
/// <param name="LostLines">Line feeds in a record that is too long.</param>
internal readonly record struct RawRow(long Index, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> LineEnd, bool IsTooLong = false, long LostLines = 0)
{
    /// <summary>Gets whether nothing stands in the row.</summary>
    public bool IsBlank => Bytes.IsEmpty && !IsTooLong;
}
