using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPipeline.Kernels;

/// <summary>Numbers that stay where they are, from an address that is a multiple of 64 bytes; zeros at first.</summary>
internal sealed unsafe class AlignedFloats
{
    private const int Alignment = 64;

    private readonly float[] _memory;

    public AlignedFloats(int length)
    {
        _memory = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_memory));
        Pointer = (float*)((address + Alignment - 1) & ~(nuint)(Alignment - 1));
        Length = length;
    }

    /// <summary>Gets the address of the first number, valid as long as this object is referenced.</summary>
    public float* Pointer { get; }

    public int Length { get; }

    public Span<float> Span => new(Pointer, Length);
}
