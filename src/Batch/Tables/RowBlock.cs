namespace MlPipeline.Batch.Tables;

/// <summary>Some consecutive records of a file.</summary>
/// <param name="Record">Number of the first, from 0; the header and blank rows count.</param>
/// <param name="Offset">Its first byte, from the start of the file.</param>
/// <param name="Line">The line that it begins in, counted from 1: quoted line feeds end lines too, but no records.</param>
/// <param name="Hash">XXH3 of the block's bytes, in hexadecimal.</param>
internal sealed record RowBlock(long Record, long Offset, long Line, string Hash);
