using System.Security.Cryptography;
using MlPipeline.Data;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Evaluation;

/// <summary>A file that numbers come from.</summary>
/// <param name="File">Its path as it was given.</param>
/// <param name="Sha256">Its SHA-256, in hexadecimal.</param>
/// <param name="Names">Names in it.</param>
/// <param name="Unreadable">Names among them that hold characters which the vocabulary lacks; they are left out.</param>
internal sealed record EvaluationFile(string File, string Sha256, int Names, int Unreadable);

/// <summary>The names that a model is evaluated with.</summary>
/// <param name="Test">Names that it has not seen, in the order of their file; a name that stands twice counts twice.</param>
/// <param name="Train">Names that it was trained on.</param>
/// <param name="TestFile">Where the first come from.</param>
/// <param name="TrainFile">Where the second come from.</param>
internal sealed record EvaluationData(
    IReadOnlyList<NameRecord> Test, IReadOnlyList<NameRecord> Train, EvaluationFile TestFile, EvaluationFile TrainFile)
{
    /// <summary>Reads both files.</summary>
    /// <exception cref="DataFileException">A file can't be used, or holds no name that the model can read.</exception>
    public static EvaluationData Read(EvaluationRequest request, ModelManifest manifest)
    {
        var (test, testFile) = Read(request.Data, request, manifest);
        var (train, trainFile) = Read(request.Train, request, manifest);
        return new EvaluationData(test, train, testFile, trainFile);
    }

    private static (IReadOnlyList<NameRecord> Names, EvaluationFile File) Read(string path, EvaluationRequest request, ModelManifest manifest)
    {
        var options = new NameCsvOptions { Column = request.Column, ConditionColumn = request.ConditionColumn, Normalization = manifest.Normalization };
        var all = NameCsv.Read(path, options).ToList();
        var readable = all.Where(record => manifest.Vocabulary.IndexOfUnknown(record.Name) < 0).ToList();
        if (readable.Count == 0)
            throw new DataFileException(path, null, $"none of its {all.Count:N0} names can be read by the model. Is '{request.Column}' the right column, and this the right model?");
        if (readable.Find(record => record.Label is { } label && !manifest.Vocabulary.Conditions.ContainsKey(label)) is { } foreign)
            throw new DataFileException(path, foreign.Row, $"the model has no label '{foreign.Label}'. Its labels: {string.Join(", ", manifest.Vocabulary.Conditions.Keys)}.");

        using var stream = CsvTable.OpenFile(path);
        return (readable, new EvaluationFile(path, Convert.ToHexStringLower(SHA256.HashData(stream)), all.Count, all.Count - readable.Count));
    }
}
