using MlPipeline.Batch.Outputs;

namespace MlPipeline.Batch.Batches;

/// <summary>What is done with each row of a table.</summary>
/// <remarks>Thread-safe. What comes of a row depends on that row alone.</remarks>
internal interface IRowWork
{
    /// <summary>Gets the columns of a result.</summary>
    IReadOnlyList<OutputColumn> Columns { get; }

    /// <summary>
    /// Gets the number of rows that are worth being worked on together: enough to fill model calls, few enough to be done soon.
    /// </summary>
    int WindowRows { get; }

    /// <summary>Does it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>An outcome for each row, in order.</returns>
    IReadOnlyList<RowOutcome> Run(IReadOnlyList<RowInput> rows, CancellationToken cancellation);

    /// <summary>Gets what the column holds: "names".</summary>
    string Plural { get; }

    /// <summary>Gets what is done with a row: "scored".</summary>
    string Participle { get; }

    /// <summary>Puts what was counted into words, for people, without a full stop.</summary>
    string Summarise(BatchCounts counts);
}
