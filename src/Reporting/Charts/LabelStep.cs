namespace MlPipeline.Reporting.Charts;

/// <summary>Which labels of a row have room: every one, every second, …</summary>
internal static class LabelStep
{
    private const double Gap = 2;

    /// <summary>Returns the least step at which no label touches the next one.</summary>
    /// <param name="widths">Widths of the labels, in pixels.</param>
    /// <param name="pitch">From the middle of one to the middle of the next, in pixels; above 0.</param>
    public static int Of(IReadOnlyList<double> widths, double pitch)
    {
        var step = 1;
        while (step < widths.Count && Touches(widths, pitch, step))
            step++;
        return step;
    }

    private static bool Touches(IReadOnlyList<double> widths, double pitch, int step)
    {
        for (var i = 0; i + step < widths.Count; i += step)
        {
            if (((widths[i] + widths[i + step]) / 2) + Gap > step * pitch)
                return true;
        }

        return false;
    }
}
