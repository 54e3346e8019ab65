namespace MlPipeline.Generation;

/// <summary>Orders tokens by their logits.</summary>
internal static class Ranking
{
    /// <summary>Lists the ids from the largest logit to the smallest; equals by ascending id.</summary>
    public static int[] Descending(ReadOnlySpan<float> logits)
    {
        // The bits of a float, flipped, ascend as it descends; the id in the lower half settles ties.
        var keys = new ulong[logits.Length];
        for (var id = 0; id < keys.Length; id++)
        {
            var bits = BitConverter.SingleToUInt32Bits(logits[id] + 0f);
            var ascending = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
            keys[id] = ((ulong)~ascending << 32) | (uint)id;
        }

        Array.Sort(keys);
        return Array.ConvertAll(keys, key => (int)(uint)key);
    }
}
