using MlPipeline.Batch.Outputs;
using MlPipeline.Common;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>Refuses requests that make no sense, before anything is read or written.</summary>
internal static class BatchCheck
{
    /// <summary>Checks a request.</summary>
    /// <exception cref="RequestException">Two of its parts don't go together.</exception>
    /// <exception cref="OutputFileException">A file can't be written.</exception>
    public static void Check(BatchRequest request)
    {
        Refuse(string.IsNullOrWhiteSpace(request.Output), "the output needs the name of a file, or '-' for standard output.",
            nameof(request.Output));
        Refuse(request.Errors is not null
            && (string.IsNullOrWhiteSpace(request.Errors) || request.Errors == BatchRequest.Standard),
                "the list of bad rows needs the name of a file.", nameof(request.Errors));
        Refuse(request.MaxErrors < 0, $"a whole number of at least 0 is expected, and not {request.MaxErrors}.", nameof(request.MaxErrors));
        Refuse(request.Threads is < 1 or > 512, $"a whole number from 1 to 512 is expected, and not {request.Threads}.",
            nameof(request.Threads));
        Refuse(request.ResultPrefix.Any(char.IsControl), "the prefix can't contain line breaks or other control characters.",
            nameof(request.ResultPrefix));
        Refuse(request.IsSafe
            && request.Format is not (TableFormat.Csv or TableFormat.Tsv), "only CSV and TSV can contain formulas.", "ExcelSafe");
        Refuse(request.Format == TableFormat.Parquet
            && !request.IsFile, "Parquet can't be written to a stream: name a file.", nameof(request.Output));
        Refuse(request.IsResumed
            && request.Input == BatchRequest.Standard, "standard input can't be read twice: use a file as input.", "Resume");
        Refuse(request.IsResumed && !request.IsFile, "output written to a stream can't be resumed: name an output file.", "Resume");
        Refuse(
            request.IsResumed && request.Errors is { } list && WholeFile.IsDevice(list),
            "bad rows written to a stream can't be resumed: name a file for them.", "Resume");
        Refuse(request.Shard is not null
            && request.Input == BatchRequest.Standard, "standard input can't be split into shards: use a file as input.",
                nameof(request.Shard));
        Refuse(request.Shard is not null
            && !request.IsFile, "a shard needs an output file, which 'merge' will find; none processes all rows.", nameof(request.Shard));

        foreach (var file in new[] { request.Output, request.Errors }.OfType<string>().Where(Directory.Exists))
            throw new RequestException($"{file} is a folder. Name a file in it.");

        foreach (var file in new[] { request.IsFile ? request.Output : null, request.Errors }.OfType<string>())
            WholeFile.Probe(request.Shard?.FileOf(file) ?? file);
    }

    private static void Refuse(bool isWrong, string problem, string setting)
    {
        if (isWrong)
            throw new RequestException(problem) { Settings = [setting] };
    }
}
