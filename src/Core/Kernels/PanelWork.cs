namespace MlPipeline.Kernels;

/// <summary>What the sums of a panel are taken from: start + x · W + h · R. All is found before the sums begin.</summary>
internal readonly unsafe struct PanelWork
{
    /// <summary>Prepares a panel.</summary>
    /// <param name="panel">Its index.</param>
    /// <param name="starts">For each sequence the sums' start values, float32 [panels, 32].</param>
    /// <param name="w">The first matrix; null for none.</param>
    /// <param name="x">Its rows.</param>
    /// <param name="r">The second matrix.</param>
    /// <param name="h">Its rows.</param>
    public PanelWork(int panel, nint* starts, Panels? w, Rows x, Panels r, Rows h)
    {
        Panel = panel;
        Starts = starts;
        (Inputs, X, Width, H) = (w?.Inputs ?? 0, x, r.Inputs, h);
        W = w is null ? null : w[panel];
        R = r[panel];
    }

    public int Panel { get; }

    public nint* Starts { get; }

    public float* W { get; }

    public int Inputs { get; }

    public Rows X { get; }

    public float* R { get; }

    public int Width { get; }

    public Rows H { get; }
}
