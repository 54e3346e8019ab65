namespace MlPipeline.Kernels;

/// <summary>Rows of numbers, one for each sequence.</summary>
/// <param name="First">Address of the first row.</param>
/// <param name="Stride">From one row to the next.</param>
internal readonly unsafe record struct Rows(nint First, int Stride)
{
    public float* this[int row] => (float*)First + (long)row * Stride;
}
