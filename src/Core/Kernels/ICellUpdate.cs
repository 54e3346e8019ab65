using System.Runtime.Intrinsics;

namespace MlPipeline.Kernels;

/// <summary>What becomes of the 32 sums of a panel: the gates of eight units, or 32 units.</summary>
internal interface ICellUpdate
{
    /// <summary>Takes the sums of one sequence.</summary>
    /// <param name="sequence">Index of the sequence.</param>
    /// <param name="panel">Index of the panel.</param>
    /// <param name="a">Sums 0 to 7.</param>
    /// <param name="b">Sums 8 to 15.</param>
    /// <param name="c">Sums 16 to 23.</param>
    /// <param name="d">Sums 24 to 31.</param>
    void Apply(int sequence, int panel, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d);
}
