using System.Runtime.Intrinsics;

namespace MlPipeline.Kernels;

/// <summary>The products of <see cref="Product"/> with vectors of twice the width, for tiles of many sequences.</summary>
/// <remarks>A panel is read once for each tile: the larger the tile, the less the sums wait for memory.</remarks>
internal static unsafe class WideProduct
{
    /// <summary>Computes a panel of as many sequences as fill tiles.</summary>
    /// <returns>The number of sequences that are done.</returns>
    public static int Run<TUpdate>(int batch, in PanelWork work, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var sequence = 0;
        for (; sequence + 8 <= batch; sequence += 8)
            Eight(work, sequence, ref update);
        for (; sequence + 4 <= batch; sequence += 4)
            Four(work, sequence, ref update);
        return sequence;
    }

    private static void Four<TUpdate>(in PanelWork work, int sequence, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var starts = work.Starts + sequence;
        var offset = work.Panel * Panels.Width;
        var a0 = Vector512.Load((float*)starts[0] + offset);
        var b0 = Vector512.Load((float*)starts[0] + offset + 16);
        var a1 = Vector512.Load((float*)starts[1] + offset);
        var b1 = Vector512.Load((float*)starts[1] + offset + 16);
        var a2 = Vector512.Load((float*)starts[2] + offset);
        var b2 = Vector512.Load((float*)starts[2] + offset + 16);
        var a3 = Vector512.Load((float*)starts[3] + offset);
        var b3 = Vector512.Load((float*)starts[3] + offset + 16);
        for (var pass = 0; pass < 2; pass++)
        {
            var weights = pass == 0 ? work.W : work.R;
            var count = pass == 0 ? work.Inputs : work.Width;
            var rows = pass == 0 ? work.X : work.H;
            var x0 = rows[sequence];
            var x1 = rows[sequence + 1];
            var x2 = rows[sequence + 2];
            var x3 = rows[sequence + 3];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var left = Vector512.Load(weights);
                var right = Vector512.Load(weights + 16);
                var x = Vector512.Create(x0[k]);
                a0 = Vector512.FusedMultiplyAdd(left, x, a0);
                b0 = Vector512.FusedMultiplyAdd(right, x, b0);
                x = Vector512.Create(x1[k]);
                a1 = Vector512.FusedMultiplyAdd(left, x, a1);
                b1 = Vector512.FusedMultiplyAdd(right, x, b1);
                x = Vector512.Create(x2[k]);
                a2 = Vector512.FusedMultiplyAdd(left, x, a2);
                b2 = Vector512.FusedMultiplyAdd(right, x, b2);
                x = Vector512.Create(x3[k]);
                a3 = Vector512.FusedMultiplyAdd(left, x, a3);
                b3 = Vector512.FusedMultiplyAdd(right, x, b3);
            }
        }

        update.Apply(sequence, work.Panel, a0.GetLower(), a0.GetUpper(), b0.GetLower(), b0.GetUpper());
        update.Apply(sequence + 1, work.Panel, a1.GetLower(), a1.GetUpper(), b1.GetLower(), b1.GetUpper());
        update.Apply(sequence + 2, work.Panel, a2.GetLower(), a2.GetUpper(), b2.GetLower(), b2.GetUpper());
        update.Apply(sequence + 3, work.Panel, a3.GetLower(), a3.GetUpper(), b3.GetLower(), b3.GetUpper());
    }

    // 16 accumulators, two weights and an input. Twelve sequences at once were slower: their addresses need more registers than there are.
    private static void Eight<TUpdate>(in PanelWork work, int sequence, ref TUpdate update)
        where TUpdate : struct, ICellUpdate
    {
        var starts = work.Starts + sequence;
        var offset = work.Panel * Panels.Width;
        var a0 = Vector512.Load((float*)starts[0] + offset);
        var b0 = Vector512.Load((float*)starts[0] + offset + 16);
        var a1 = Vector512.Load((float*)starts[1] + offset);
        var b1 = Vector512.Load((float*)starts[1] + offset + 16);
        var a2 = Vector512.Load((float*)starts[2] + offset);
        var b2 = Vector512.Load((float*)starts[2] + offset + 16);
        var a3 = Vector512.Load((float*)starts[3] + offset);
        var b3 = Vector512.Load((float*)starts[3] + offset + 16);
        var a4 = Vector512.Load((float*)starts[4] + offset);
        var b4 = Vector512.Load((float*)starts[4] + offset + 16);
        var a5 = Vector512.Load((float*)starts[5] + offset);
        var b5 = Vector512.Load((float*)starts[5] + offset + 16);
        var a6 = Vector512.Load((float*)starts[6] + offset);
        var b6 = Vector512.Load((float*)starts[6] + offset + 16);
        var a7 = Vector512.Load((float*)starts[7] + offset);
        var b7 = Vector512.Load((float*)starts[7] + offset + 16);
        for (var pass = 0; pass < 2; pass++)
        {
            var weights = pass == 0 ? work.W : work.R;
            var count = pass == 0 ? work.Inputs : work.Width;
            var rows = pass == 0 ? work.X : work.H;
            var x0 = rows[sequence];
            var x1 = rows[sequence + 1];
            var x2 = rows[sequence + 2];
            var x3 = rows[sequence + 3];
            var x4 = rows[sequence + 4];
            var x5 = rows[sequence + 5];
            var x6 = rows[sequence + 6];
            var x7 = rows[sequence + 7];
            for (var k = 0; k < count; k++, weights += Panels.Width)
            {
                var left = Vector512.Load(weights);
                var right = Vector512.Load(weights + 16);
                var x = Vector512.Create(x0[k]);
                a0 = Vector512.FusedMultiplyAdd(left, x, a0);
                b0 = Vector512.FusedMultiplyAdd(right, x, b0);
                x = Vector512.Create(x1[k]);
                a1 = Vector512.FusedMultiplyAdd(left, x, a1);
                b1 = Vector512.FusedMultiplyAdd(right, x, b1);
                x = Vector512.Create(x2[k]);
                a2 = Vector512.FusedMultiplyAdd(left, x, a2);
                b2 = Vector512.FusedMultiplyAdd(right, x, b2);
                x = Vector512.Create(x3[k]);
                a3 = Vector512.FusedMultiplyAdd(left, x, a3);
                b3 = Vector512.FusedMultiplyAdd(right, x, b3);
                x = Vector512.Create(x4[k]);
                a4 = Vector512.FusedMultiplyAdd(left, x, a4);
                b4 = Vector512.FusedMultiplyAdd(right, x, b4);
                x = Vector512.Create(x5[k]);
                a5 = Vector512.FusedMultiplyAdd(left, x, a5);
                b5 = Vector512.FusedMultiplyAdd(right, x, b5);
                x = Vector512.Create(x6[k]);
                a6 = Vector512.FusedMultiplyAdd(left, x, a6);
                b6 = Vector512.FusedMultiplyAdd(right, x, b6);
                x = Vector512.Create(x7[k]);
                a7 = Vector512.FusedMultiplyAdd(left, x, a7);
                b7 = Vector512.FusedMultiplyAdd(right, x, b7);
            }
        }

        update.Apply(sequence, work.Panel, a0.GetLower(), a0.GetUpper(), b0.GetLower(), b0.GetUpper());
        update.Apply(sequence + 1, work.Panel, a1.GetLower(), a1.GetUpper(), b1.GetLower(), b1.GetUpper());
        update.Apply(sequence + 2, work.Panel, a2.GetLower(), a2.GetUpper(), b2.GetLower(), b2.GetUpper());
        update.Apply(sequence + 3, work.Panel, a3.GetLower(), a3.GetUpper(), b3.GetLower(), b3.GetUpper());
        update.Apply(sequence + 4, work.Panel, a4.GetLower(), a4.GetUpper(), b4.GetLower(), b4.GetUpper());
        update.Apply(sequence + 5, work.Panel, a5.GetLower(), a5.GetUpper(), b5.GetLower(), b5.GetUpper());
        update.Apply(sequence + 6, work.Panel, a6.GetLower(), a6.GetUpper(), b6.GetLower(), b6.GetUpper());
        update.Apply(sequence + 7, work.Panel, a7.GetLower(), a7.GetUpper(), b7.GetLower(), b7.GetUpper());
    }
}
