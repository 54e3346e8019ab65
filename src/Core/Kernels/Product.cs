using System.Runtime.Intrinsics;

namespace MlPipeline.Kernels;

/// <summary>Rows of numbers, one for each sequence.</summary>
/// <param name="First">The first row.</param>
/// <param name="Stride">From one row to the next.</param>
internal readonly unsafe record struct Rows(nint First, int Stride)
{
    public float* this[int row] => (float*)First + (long)row * Stride;
}

/// <summary>
/// Products of rows and matrices, start + x · W + h · R, whose sums go to a cell update without leaving the registers.
/// </summary>
/// <remarks>
/// Every sum has one accumulator and takes its terms in the order of the inputs, each by one fused multiply-add. So neither the width
/// of the machine's vectors nor the number of sequences that share a call can change a bit of it.
/// </remarks>
internal static unsafe class Product
{
    private const int Tile = 3;                                          // sequences: 12 accumulators fill the 16 registers of AVX2
    private const int WideTile = 6;                                      // 12 accumulators of twice the width, where there is AVX-512

    /// <summary>Computes all panels of all sequences.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="starts">For each sequence the sums' start values, float32 [panels, 32].</param>
    /// <param name="w">The first matrix; null for none.</param>
    /// <param name="x">Its rows.</param>
    /// <param name="r">The second matrix.</param>
    /// <param name="h">Its rows.</param>
    /// <param name="update">Takes the sums.</param>
    public static void Run<TUpdate>(int batch, nint* starts, Panels? w, Rows x, Panels r, Rows h, TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        for (var panel = 0; panel < r.Count; panel++)
        {
            var first = w is null ? null : w[panel];
            var firstInputs = w?.Inputs ?? 0;
            var second = r[panel];
            var sequence = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (; sequence + WideTile <= batch; sequence += WideTile)
                    Six(panel, sequence, starts, first, firstInputs, x, second, r.Inputs, h, ref update);
            }

            for (; sequence + Tile <= batch; sequence += Tile)
                Three(panel, sequence, starts, first, firstInputs, x, second, r.Inputs, h, ref update);
            for (; sequence < batch; sequence++)
                One(panel, sequence, starts, first, firstInputs, x, second, r.Inputs, h, ref update);
        }
    }

    private static void One<TUpdate>(
        int panel, int sequence, nint* starts, float* w, int inputs, Rows x, float* r, int width, Rows h, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var start = (float*)starts[sequence] + panel * Panels.Width;
        var (a, b) = (Vector256.Load(start), Vector256.Load(start + 8));
        var (c, d) = (Vector256.Load(start + 16), Vector256.Load(start + 24));
        for (int pass = 0, count = inputs; pass < 2; pass++, count = width)
        {
            var weights = pass == 0 ? w : r;
            var row = pass == 0 ? x[sequence] : h[sequence];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var value = Vector256.Create(row[k]);
                a = Vector256.FusedMultiplyAdd(Vector256.Load(weights), value, a);
                b = Vector256.FusedMultiplyAdd(Vector256.Load(weights + 8), value, b);
                c = Vector256.FusedMultiplyAdd(Vector256.Load(weights + 16), value, c);
                d = Vector256.FusedMultiplyAdd(Vector256.Load(weights + 24), value, d);
            }
        }

        update.Apply(sequence, panel, a, b, c, d);
    }

    private static void Three<TUpdate>(
        int panel, int sequence, nint* starts, float* w, int inputs, Rows x, float* r, int width, Rows h, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var s0 = (float*)starts[sequence] + panel * Panels.Width;
        var s1 = (float*)starts[sequence + 1] + panel * Panels.Width;
        var s2 = (float*)starts[sequence + 2] + panel * Panels.Width;
        var (a0, b0, c0, d0) = (Vector256.Load(s0), Vector256.Load(s0 + 8), Vector256.Load(s0 + 16), Vector256.Load(s0 + 24));
        var (a1, b1, c1, d1) = (Vector256.Load(s1), Vector256.Load(s1 + 8), Vector256.Load(s1 + 16), Vector256.Load(s1 + 24));
        var (a2, b2, c2, d2) = (Vector256.Load(s2), Vector256.Load(s2 + 8), Vector256.Load(s2 + 16), Vector256.Load(s2 + 24));
        for (int pass = 0, count = inputs; pass < 2; pass++, count = width)
        {
            var weights = pass == 0 ? w : r;
            var rows = pass == 0 ? x : h;
            var r0 = rows[sequence];
            var r1 = rows[sequence + 1];
            var r2 = rows[sequence + 2];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var (x0, x1, x2) = (Vector256.Create(r0[k]), Vector256.Create(r1[k]), Vector256.Create(r2[k]));
                var weight = Vector256.Load(weights);
                a0 = Vector256.FusedMultiplyAdd(weight, x0, a0);
                a1 = Vector256.FusedMultiplyAdd(weight, x1, a1);
                a2 = Vector256.FusedMultiplyAdd(weight, x2, a2);
                weight = Vector256.Load(weights + 8);
                b0 = Vector256.FusedMultiplyAdd(weight, x0, b0);
                b1 = Vector256.FusedMultiplyAdd(weight, x1, b1);
                b2 = Vector256.FusedMultiplyAdd(weight, x2, b2);
                weight = Vector256.Load(weights + 16);
                c0 = Vector256.FusedMultiplyAdd(weight, x0, c0);
                c1 = Vector256.FusedMultiplyAdd(weight, x1, c1);
                c2 = Vector256.FusedMultiplyAdd(weight, x2, c2);
                weight = Vector256.Load(weights + 24);
                d0 = Vector256.FusedMultiplyAdd(weight, x0, d0);
                d1 = Vector256.FusedMultiplyAdd(weight, x1, d1);
                d2 = Vector256.FusedMultiplyAdd(weight, x2, d2);
            }
        }

        update.Apply(sequence, panel, a0, b0, c0, d0);
        update.Apply(sequence + 1, panel, a1, b1, c1, d1);
        update.Apply(sequence + 2, panel, a2, b2, c2, d2);
    }

    private static void Six<TUpdate>(
        int panel, int sequence, nint* starts, float* w, int inputs, Rows x, float* r, int width, Rows h, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        starts += sequence;
        var offset = panel * Panels.Width;
        var (a0, c0) = (Vector512.Load((float*)starts[0] + offset), Vector512.Load((float*)starts[0] + offset + 16));
        var (a1, c1) = (Vector512.Load((float*)starts[1] + offset), Vector512.Load((float*)starts[1] + offset + 16));
        var (a2, c2) = (Vector512.Load((float*)starts[2] + offset), Vector512.Load((float*)starts[2] + offset + 16));
        var (a3, c3) = (Vector512.Load((float*)starts[3] + offset), Vector512.Load((float*)starts[3] + offset + 16));
        var (a4, c4) = (Vector512.Load((float*)starts[4] + offset), Vector512.Load((float*)starts[4] + offset + 16));
        var (a5, c5) = (Vector512.Load((float*)starts[5] + offset), Vector512.Load((float*)starts[5] + offset + 16));
        for (int pass = 0, count = inputs; pass < 2; pass++, count = width)
        {
            var weights = pass == 0 ? w : r;
            var rows = pass == 0 ? x : h;
            var r0 = rows[sequence];
            var r1 = rows[sequence + 1];
            var r2 = rows[sequence + 2];
            var r3 = rows[sequence + 3];
            var r4 = rows[sequence + 4];
            var r5 = rows[sequence + 5];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var (a, c) = (Vector512.Load(weights), Vector512.Load(weights + 16));
                var value = Vector512.Create(r0[k]);
                a0 = Vector512.FusedMultiplyAdd(a, value, a0);
                c0 = Vector512.FusedMultiplyAdd(c, value, c0);
                value = Vector512.Create(r1[k]);
                a1 = Vector512.FusedMultiplyAdd(a, value, a1);
                c1 = Vector512.FusedMultiplyAdd(c, value, c1);
                value = Vector512.Create(r2[k]);
                a2 = Vector512.FusedMultiplyAdd(a, value, a2);
                c2 = Vector512.FusedMultiplyAdd(c, value, c2);
                value = Vector512.Create(r3[k]);
                a3 = Vector512.FusedMultiplyAdd(a, value, a3);
                c3 = Vector512.FusedMultiplyAdd(c, value, c3);
                value = Vector512.Create(r4[k]);
                a4 = Vector512.FusedMultiplyAdd(a, value, a4);
                c4 = Vector512.FusedMultiplyAdd(c, value, c4);
                value = Vector512.Create(r5[k]);
                a5 = Vector512.FusedMultiplyAdd(a, value, a5);
                c5 = Vector512.FusedMultiplyAdd(c, value, c5);
            }
        }

        update.Apply(sequence, panel, a0.GetLower(), a0.GetUpper(), c0.GetLower(), c0.GetUpper());
        update.Apply(sequence + 1, panel, a1.GetLower(), a1.GetUpper(), c1.GetLower(), c1.GetUpper());
        update.Apply(sequence + 2, panel, a2.GetLower(), a2.GetUpper(), c2.GetLower(), c2.GetUpper());
        update.Apply(sequence + 3, panel, a3.GetLower(), a3.GetUpper(), c3.GetLower(), c3.GetUpper());
        update.Apply(sequence + 4, panel, a4.GetLower(), a4.GetUpper(), c4.GetLower(), c4.GetUpper());
        update.Apply(sequence + 5, panel, a5.GetLower(), a5.GetUpper(), c5.GetLower(), c5.GetUpper());
    }
}
