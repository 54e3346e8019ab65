using MlPipeline.Kernels;

namespace MlPipeline.Models;

/// <summary>What a call computes in: two hidden states and a cell state of one layer, sums, and addresses. One call at a time.</summary>
internal sealed unsafe class ManagedBuffers
{
    private readonly AlignedFloats _states, _sums;
    private readonly nint[] _addresses;
    private readonly float[] _zeros;
    private readonly int _batch;

    /// <summary>Makes buffers.</summary>
    /// <param name="batch">Sequences, at most.</param>
    /// <param name="hidden">Units of a layer.</param>
    /// <param name="width">Sums of the head.</param>
    public ManagedBuffers(int batch, int hidden, int width)
    {
        _batch = batch;
        Stride = (hidden + Panels.Width - 1) / Panels.Width * Panels.Width;
        _states = new AlignedFloats(checked(4 * batch * Stride));
        _sums = new AlignedFloats(checked(2 * batch * width));
        _addresses = GC.AllocateArray<nint>(2 * batch, pinned: true);
        _zeros = GC.AllocateArray<float>(width, pinned: true);
        fixed (float* zeros = _zeros)
            Array.Fill(_addresses, (nint)zeros, batch, batch);
    }

    /// <summary>Gets the numbers from one sequence's state to the next's.</summary>
    public int Stride { get; }

    public bool Holds(int batch) => batch <= _batch;

    /// <summary>Gets one of four states of all sequences, padded with zeros.</summary>
    public Rows StateOf(int index) => new((nint)(_states.Pointer + (long)index * _batch * Stride), Stride);

    /// <summary>Gets room for the head's sums in double precision.</summary>
    public double* Sums => (double*)_sums.Pointer;

    /// <summary>Gets room for an address for each sequence.</summary>
    public nint* Starts => (nint*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _addresses[0]);

    /// <summary>Gets for each sequence the address of zeros.</summary>
    public nint* Zeros => Starts + _batch;
}
