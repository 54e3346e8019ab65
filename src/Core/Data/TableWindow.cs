namespace MlPipeline.Data;

/// <summary>Some consecutive rows, read together.</summary>
/// <param name="Rows">The rows, in order.</param>
/// <param name="Next">Where the row after them begins.</param>
internal sealed record TableWindow(IReadOnlyList<RawRow> Rows, TablePosition Next);

/// <summary>A place between two rows.</summary>
/// <param name="Row">Index of the row that begins here, from 0.</param>
/// <param name="Offset">Its first byte, from the start of the file.</param>
/// <param name="Sha256">Of the bytes from where the reading began to here, in hexadecimal.</param>
internal sealed record TablePosition(long Row, long Offset, string Sha256);
