using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>Standard output or a device: what was written can't be taken back, so there is nothing to continue.</summary>
/// <param name="output">Where results go.</param>
/// <param name="errors">File of the bad rows; null where no one asked.</param>
internal sealed class StreamTarget(Stream output, string? errors) : BatchTarget
{
    private readonly Stream _output = output;
    private readonly OutputFile? _errors = errors is null ? null : OutputFile.Create(errors);

    public override void Append(ReadOnlyMemory<byte> output, ReadOnlyMemory<byte> errors)
    {
        _output.Write(output.Span);
        if (!errors.IsEmpty)
            _errors?.Append(errors);
    }

    public override void Remember(TablePosition input, BatchCounts counts, bool isComplete)
    {
    }

    public override void Commit(Action? seal)
    {
        _output.Flush();
        _errors?.Flush();
        _errors?.Dispose();
        if (errors is not null && !WholeFile.IsDevice(errors))
            WholeFile.Place(OutputFile.PartOf(errors), errors);
    }

    public override void Abandon() => Commit(seal: null);

    public override void Dispose()
    {
        _output.Dispose();
        _errors?.Dispose();
        if (errors is not null && !WholeFile.IsDevice(errors))
            WholeFile.Discard(OutputFile.PartOf(errors));
    }
}
