namespace MlPipeline.Training.Native;

/// <summary>Bytes aren't a 64-bit little-endian ELF library, or are a damaged one.</summary>
/// <param name="offset">Where in the file, in bytes.</param>
/// <param name="problem">What was found there and what was expected.</param>
internal sealed class ElfFormatException(ulong offset, string problem)
    : Exception($"damaged at byte {offset}: {problem}")
{
    /// <summary>Gets where in the file, in bytes.</summary>
    public ulong Offset { get; } = offset;
}
