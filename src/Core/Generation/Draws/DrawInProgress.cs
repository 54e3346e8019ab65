using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>A draw that is under way.</summary>
internal abstract class DrawInProgress
{
    /// <summary>Gets the number of texts that it keeps in memory.</summary>
    public virtual int Waiting => 1;

    /// <summary>Continues as far as the known texts allow; returns whether the draw has ended.</summary>
    public abstract bool TryEnd(PrefixTree tree, out Draw draw);
}
