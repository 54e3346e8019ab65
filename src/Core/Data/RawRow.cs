namespace MlPipeline.Data;

/// <summary>A row of a CSV file as it is there.</summary>
/// <param name="Index">Its number among the rows of data, from 0; blank rows count.</param>
/// <param name="Line">The line of the file that it begins in, counted from 1: line feeds end lines, quoted or not.</param>
/// <param name="Bytes">The record without its line end; empty for a blank row, and for one that is too long to be kept.</param>
/// <param name="LineEnd">LF, CRLF, or nothing at the end of the file.</param>
/// <param name="IsTooLong">Whether the record is longer than <see cref="TableReader.LongestRecord"/>.</param>
/// <param name="LostLines">Line feeds in a record that is too long.</param>
internal readonly record struct RawRow(
    long Index, long Line, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> LineEnd, bool IsTooLong = false, long LostLines = 0)
{
    /// <summary>Gets whether nothing is in the row.</summary>
    public bool IsBlank => Bytes.IsEmpty && !IsTooLong;

    /// <summary>Gets the lines that the row covers, at least 1.</summary>
    public long LineCount => 1 + (IsTooLong ? LostLines : Bytes.Span.Count((byte)'\n'));

    /// <summary>Gets the length of the line end that a record ends with: 0 at the end of a file, 1 or 2.</summary>
    public static int LineEndOf(ReadOnlySpan<byte> record) => record switch
    {
        [.., (byte)'\r', (byte)'\n'] => 2,
        [.., (byte)'\n'] => 1,
        _ => 0,
    };

    /// <summary>Puts the row's lines before what is wrong with it, where its number alone would not tell them.</summary>
    /// <param name="number">The row's number, as people count.</param>
    /// <param name="problem">What is wrong.</param>
    public string Explain(long number, string problem) => RowLines.Explain(number, Line, Line + LineCount - 1, problem);
}
