using MlPipeline.Batch.Outputs;
using MlPipeline.Common;
using MlPipeline.Files;

namespace MlPipeline.Batch.Batches;

/// <summary>Refuses requests that make no sense, before anything is read or written.</summary>
internal static class BatchCheck
{
    /// <summary>Checks a request.</summary>
    /// <exception cref="UsageException">Two of its parts don't go together.</exception>
    /// <exception cref="OutputFileException">A file can't be written.</exception>
    public static void Check(BatchRequest request)
    {
        Refuse(string.IsNullOrWhiteSpace(request.Output), "--output needs the name of a file, or '-' for standard output.");
        Refuse(request.Errors is not null && (string.IsNullOrWhiteSpace(request.Errors) || request.Errors == BatchRequest.Standard), "--errors needs the name of a file.");
        Refuse(request.MaxErrors < 0, $"--max-errors is a whole number of at least 0, and not {request.MaxErrors}.");
        Refuse(request.Threads is < 1 or > 512, $"--threads is a whole number from 1 to 512, and not {request.Threads}.");
        Refuse(request.ResultPrefix.Any(char.IsControl), "--result-prefix is text without line breaks and other control characters.");
        Refuse(request.IsSafe && request.Format is not (TableFormat.Csv or TableFormat.Tsv), "--excel-safe is for CSV: other formats don't know formulas.");
        Refuse(request.Format == TableFormat.Parquet && !request.IsFile, "Parquet needs --output FILE: it can't be written to a stream.");
        Refuse(request.IsResumed && request.Input == BatchRequest.Standard, "--resume needs a file as input: standard input can't be read twice.");
        Refuse(request.IsResumed && !request.IsFile, "--resume needs --output FILE: what went to a stream can't be gone on with.");
        Refuse(
            request.IsResumed && request.Errors is { } list && WholeFile.IsDevice(list),
            "--resume needs a file for --errors: what went to a stream can't be resumed.");
        Refuse(request.Shard is not null && request.Input == BatchRequest.Standard, "A shard needs a file as input: standard input can't be shared.");
        Refuse(request.Shard is not null && !request.IsFile, "A shard needs --output FILE, for 'merge' to find. --shard none takes all rows.");

        foreach (var file in new[] { request.Output, request.Errors }.OfType<string>().Where(Directory.Exists))
            throw new UsageException($"{file} is a folder. Name a file in it.");

        foreach (var file in new[] { request.IsFile ? request.Output : null, request.Errors }.OfType<string>())
            WholeFile.Probe(request.Shard?.FileOf(file) ?? file);
    }

    private static void Refuse(bool isWrong, string problem)
    {
        if (isWrong)
            throw new UsageException(problem);
    }
}
