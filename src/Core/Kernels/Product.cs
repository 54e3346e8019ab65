using System.Runtime.Intrinsics;

namespace MlPipeline.Kernels;

/// <summary>Products of rows and matrices, whose sums go to a cell update without leaving the registers.</summary>
/// <remarks>
/// Every sum has one accumulator and takes its terms in the order of the inputs, each by one fused multiply-add. So neither the width
/// of the machine's vectors nor the number of sequences that share a call can change a bit of it.
/// </remarks>
internal static unsafe class Product
{
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
            var work = new PanelWork(panel, starts, w, x, r, h);
            var sequence = Vector512.IsHardwareAccelerated ? WideProduct.Run(batch, work, ref update) : 0;
            for (; sequence + 3 <= batch; sequence += 3)
                Three(work, sequence, ref update);
            if (sequence + 2 <= batch)
            {
                Two(work, sequence, ref update);
                sequence += 2;
            }

            if (sequence < batch)
                One(work, sequence, ref update);
        }
    }

    private static void One<TUpdate>(in PanelWork work, int sequence, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var starts = work.Starts + sequence;
        var offset = work.Panel * Panels.Width;
        var s0 = (float*)starts[0] + offset;
        var a0 = Vector256.Load(s0);
        var b0 = Vector256.Load(s0 + 8);
        var c0 = Vector256.Load(s0 + 16);
        var d0 = Vector256.Load(s0 + 24);
        for (var pass = 0; pass < 2; pass++)
        {
            var weights = pass == 0 ? work.W : work.R;
            var count = pass == 0 ? work.Inputs : work.Width;
            var rows = pass == 0 ? work.X : work.H;
            var r0 = rows[sequence];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var x0 = Vector256.Create(r0[k]);
                var weight = Vector256.Load(weights);
                a0 = Vector256.FusedMultiplyAdd(weight, x0, a0);
                weight = Vector256.Load(weights + 8);
                b0 = Vector256.FusedMultiplyAdd(weight, x0, b0);
                weight = Vector256.Load(weights + 16);
                c0 = Vector256.FusedMultiplyAdd(weight, x0, c0);
                weight = Vector256.Load(weights + 24);
                d0 = Vector256.FusedMultiplyAdd(weight, x0, d0);
            }
        }

        update.Apply(sequence, work.Panel, a0, b0, c0, d0);
    }

    private static void Two<TUpdate>(in PanelWork work, int sequence, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var starts = work.Starts + sequence;
        var offset = work.Panel * Panels.Width;
        var s0 = (float*)starts[0] + offset;
        var a0 = Vector256.Load(s0);
        var b0 = Vector256.Load(s0 + 8);
        var c0 = Vector256.Load(s0 + 16);
        var d0 = Vector256.Load(s0 + 24);
        var s1 = (float*)starts[1] + offset;
        var a1 = Vector256.Load(s1);
        var b1 = Vector256.Load(s1 + 8);
        var c1 = Vector256.Load(s1 + 16);
        var d1 = Vector256.Load(s1 + 24);
        for (var pass = 0; pass < 2; pass++)
        {
            var weights = pass == 0 ? work.W : work.R;
            var count = pass == 0 ? work.Inputs : work.Width;
            var rows = pass == 0 ? work.X : work.H;
            var r0 = rows[sequence];
            var r1 = rows[sequence + 1];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var x0 = Vector256.Create(r0[k]);
                var x1 = Vector256.Create(r1[k]);
                var weight = Vector256.Load(weights);
                a0 = Vector256.FusedMultiplyAdd(weight, x0, a0);
                a1 = Vector256.FusedMultiplyAdd(weight, x1, a1);
                weight = Vector256.Load(weights + 8);
                b0 = Vector256.FusedMultiplyAdd(weight, x0, b0);
                b1 = Vector256.FusedMultiplyAdd(weight, x1, b1);
                weight = Vector256.Load(weights + 16);
                c0 = Vector256.FusedMultiplyAdd(weight, x0, c0);
                c1 = Vector256.FusedMultiplyAdd(weight, x1, c1);
                weight = Vector256.Load(weights + 24);
                d0 = Vector256.FusedMultiplyAdd(weight, x0, d0);
                d1 = Vector256.FusedMultiplyAdd(weight, x1, d1);
            }
        }

        update.Apply(sequence, work.Panel, a0, b0, c0, d0);
        update.Apply(sequence + 1, work.Panel, a1, b1, c1, d1);
    }

    // 12 accumulators, 3 inputs and a weight: the 16 registers of AVX2.
    private static void Three<TUpdate>(in PanelWork work, int sequence, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var starts = work.Starts + sequence;
        var offset = work.Panel * Panels.Width;
        var s0 = (float*)starts[0] + offset;
        var a0 = Vector256.Load(s0);
        var b0 = Vector256.Load(s0 + 8);
        var c0 = Vector256.Load(s0 + 16);
        var d0 = Vector256.Load(s0 + 24);
        var s1 = (float*)starts[1] + offset;
        var a1 = Vector256.Load(s1);
        var b1 = Vector256.Load(s1 + 8);
        var c1 = Vector256.Load(s1 + 16);
        var d1 = Vector256.Load(s1 + 24);
        var s2 = (float*)starts[2] + offset;
        var a2 = Vector256.Load(s2);
        var b2 = Vector256.Load(s2 + 8);
        var c2 = Vector256.Load(s2 + 16);
        var d2 = Vector256.Load(s2 + 24);
        for (var pass = 0; pass < 2; pass++)
        {
            var weights = pass == 0 ? work.W : work.R;
            var count = pass == 0 ? work.Inputs : work.Width;
            var rows = pass == 0 ? work.X : work.H;
            var r0 = rows[sequence];
            var r1 = rows[sequence + 1];
            var r2 = rows[sequence + 2];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var x0 = Vector256.Create(r0[k]);
                var x1 = Vector256.Create(r1[k]);
                var x2 = Vector256.Create(r2[k]);
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

        update.Apply(sequence, work.Panel, a0, b0, c0, d0);
        update.Apply(sequence + 1, work.Panel, a1, b1, c1, d1);
        update.Apply(sequence + 2, work.Panel, a2, b2, c2, d2);
    }
}
