namespace MlPipeline.Kernels;

/// <summary>
/// A matrix [inputs, outputs] in panels of 32 outputs: [panel][input][32], so that a panel's sums read memory in one go.
/// Outputs that fill up the last panel have zero weights.
/// </summary>
internal sealed class Panels
{
    /// <summary>Outputs of a panel.</summary>
    public const int Width = 32;

    private readonly AlignedFloats _weights;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="count">Panels.</param>
    /// <param name="inputs">Inputs.</param>
    public Panels(int count, int inputs) => (Count, Inputs, _weights) = (count, inputs, new AlignedFloats(checked(count * inputs * Width)));

    public int Count { get; }

    public int Inputs { get; }

    /// <summary>Gets a panel's weights, float32 [inputs, 32].</summary>
    public unsafe float* this[int panel] => _weights.Pointer + (long)panel * Inputs * Width;

    /// <summary>Sets a weight.</summary>
    public void Set(int panel, int input, int lane, float weight) => _weights.Span[(panel * Inputs + input) * Width + lane] = weight;
}
