using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MlPipeline.Numerics;

namespace MlPipeline.Kernels;

/// <summary>An LSTM's eight units: sums of the gates input, forget, cell, output (Hochreiter and Schmidhuber, 1997).</summary>
/// <param name="cell">Cell states, rewritten.</param>
/// <param name="hidden">Receives the hidden states.</param>
internal readonly unsafe struct LstmUpdate(Rows cell, Rows hidden) : ICellUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(int sequence, int panel, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var state = cell[sequence] + panel * 8;
        var output = hidden[sequence] + panel * 8;
        var next = PortableVector.SigmoidTimes(b, Vector256.Load(state)) + PortableVector.SigmoidTimesTanh(a, c);
        next.Store(state);
        PortableVector.SigmoidTimesTanh(d, next).Store(output);
    }
}

/// <summary>
/// A GRU's eight units: sums of the gates update and reset, and the candidate's from the input and from the hidden state, which the reset
/// gate multiplies (ONNX's linear_before_reset, PyTorch's GRU).
/// </summary>
/// <param name="before">Hidden states before the step.</param>
/// <param name="hidden">Receives the hidden states.</param>
internal readonly unsafe struct GruUpdate(Rows before, Rows hidden) : ICellUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(int sequence, int panel, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var candidate = PortableVector.Tanh(c + PortableVector.SigmoidTimes(b, d));
        var change = Vector256.Load(before[sequence] + panel * 8) - candidate;
        (candidate + PortableVector.SigmoidTimes(a, change)).Store(hidden[sequence] + panel * 8);
    }
}

/// <summary>Thirty-two units of a simple recurrent network (Elman, 1990).</summary>
/// <param name="hidden">Receives the hidden states.</param>
internal readonly unsafe struct RnnUpdate(Rows hidden) : ICellUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(int sequence, int panel, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var output = hidden[sequence] + panel * Panels.Width;
        PortableVector.Tanh(a).Store(output);
        PortableVector.Tanh(b).Store(output + 8);
        PortableVector.Tanh(c).Store(output + 16);
        PortableVector.Tanh(d).Store(output + 24);
    }
}

/// <summary>Adds a part of the sums of 32 logits in double precision.</summary>
/// <param name="sums">Sums so far, float64 [batch, panels · 32].</param>
/// <param name="stride">Sums of a sequence.</param>
internal readonly unsafe struct HeadUpdate(nint sums, int stride) : ICellUpdate
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(int sequence, int panel, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var sum = (double*)sums + (long)sequence * stride + panel * Panels.Width;
        Add(sum, a);
        Add(sum + 8, b);
        Add(sum + 16, c);
        Add(sum + 24, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double* sum, Vector256<float> part)
    {
        var (low, high) = Vector256.Widen(part);
        (Vector256.Load(sum) + low).Store(sum);
        (Vector256.Load(sum + 4) + high).Store(sum + 4);
    }
}
