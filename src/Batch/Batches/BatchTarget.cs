using MlPipeline.Data;

namespace MlPipeline.Batch.Batches;

/// <summary>Where results and bad rows go.</summary>
internal abstract class BatchTarget : IDisposable
{
    /// <summary>Gets how far the run has come, as far as it is remembered; null where nothing is.</summary>
    public virtual Checkpoint? Last => null;

    /// <summary>Writes.</summary>
    public abstract void Append(ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> errors);

    /// <summary>Remembers how far the run has come, if it is time to.</summary>
    public abstract void Remember(TablePosition input, BatchCounts counts, bool isComplete);

    /// <summary>Gives the files their names.</summary>
    /// <param name="seal">What is done last, when they have them.</param>
    public abstract void Commit(Action? seal);

    /// <summary>Keeps what people need to see what was wrong, and nothing else.</summary>
    public abstract void Abandon();

    /// <inheritdoc/>
    public abstract void Dispose();
}
