using MlPipeline.Data;
using MlPipeline.Evaluation.Report;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Names;

/// <summary>The names that a model is evaluated with.</summary>
/// <param name="Test">
/// Names that it has not seen, in the order of their file; rows of the same name and label count once, as in training.
/// </param>
/// <param name="Train">Names that it was trained on.</param>
/// <param name="TestFile">Where the first come from.</param>
/// <param name="TrainFile">Where the second come from.</param>
internal sealed record EvaluationData(
    IReadOnlyList<NameRecord> Test, IReadOnlyList<NameRecord> Train, EvaluationFile TestFile, EvaluationFile TrainFile)
{
    /// <summary>Reads both files, or splits one as it was split in training.</summary>
    /// <exception cref="DataFileException">
    /// A file can't be used, holds no name that the model can read, or is not the one that the model was made of.
    /// </exception>
    public static EvaluationData Read(EvaluationRequest request, ModelManifest manifest)
    {
        var test = ReadFile(request.Data, request, manifest);
        if (request.Train is { } path)
        {
            return Of(
                request.Data, test, EvaluationFile.Of(request.Data), path, ReadFile(path, request, manifest), EvaluationFile.Of(path),
                manifest);
        }

        var file = EvaluationFile.Of(request.Data);
        var split = RecordedSplit.Of(request.Data, file.Sha256, manifest.Dataset);
        var (training, heldOut) = DataSplit.Split(test, split.Kind, split.Fraction, split.Seed);
        return Of(
            request.Data, heldOut, file with { Part = $"held out from training: {split}" },
            request.Data, training, file with { Part = $"trained on: {split}" }, manifest);
    }

    private static EvaluationData Of(
        string testPath, IReadOnlyList<NameRecord> test, EvaluationFile testFile, string trainPath, IReadOnlyList<NameRecord> train,
        EvaluationFile trainFile,
        ModelManifest manifest) => new(
            Usable(testPath, test, manifest), Several(trainPath, Usable(trainPath, train, manifest)), Count(testFile, test, manifest),
            Count(trainFile, train, manifest));

    private static List<NameRecord> ReadFile(string path, EvaluationRequest request, ModelManifest manifest) =>
    [
        .. NameCsv.Read(path, new NameCsvOptions
        {
            Dialect = request.DialectOf(path), Column = request.Column, LabelColumn = request.LabelColumn,
                Normalization = manifest.Normalization,
        }).DistinctBy(record => (record.Name, record.Label)),
    ];

    private static EvaluationFile Count(EvaluationFile file, IReadOnlyList<NameRecord> names, ModelManifest manifest)
    {
        var unlearnt = names.Where(record => IsUnlearnt(record, manifest)).Select(record => record.Label!).ToList();
        var byCount = unlearnt.CountBy(label => label).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal);
        return file with
        {
            Names = names.Count,
            Unreadable = names.Count(record => !IsReadable(record, manifest)),
            UnlearntLabels = unlearnt.Count,
            Unlearnt = unlearnt.Count == 0 ? null : [.. byCount.Select(pair => pair.Key)],
        };
    }

    // A label that the model hasn't learnt says nothing to it: the name counts as one without a label.
    private static List<NameRecord> Usable(string path, IReadOnlyList<NameRecord> names, ModelManifest manifest) =>
        [.. Readable(path, names, manifest).Select(record => IsUnlearnt(record, manifest) ? record with { Label = null } : record)];

    private static bool IsUnlearnt(NameRecord record, ModelManifest manifest) =>
        record.Label is { } label && !manifest.Vocabulary.Labels.ContainsKey(label);

    private static List<NameRecord> Readable(string path, IReadOnlyList<NameRecord> names, ModelManifest manifest)
    {
        var readable = names.Where(record => IsReadable(record, manifest)).ToList();
        return readable.Count > 0
            ? readable
            : throw new DataFileException(
                path, null, $"none of its {names.Count:N0} names can be read by the model. Is this the right column, and the right model?");
    }

    // Baselines that must not see a name are fitted to the others.
    private static List<NameRecord> Several(string path, List<NameRecord> names) => names.DistinctBy(record => record.Name).Skip(1).Any()
        ? names
        : throw new DataFileException(
            path, null, $"'{names[0].Name}' is the only training name. At least two different ones are needed for the baselines.");

    private static bool IsReadable(NameRecord record, ModelManifest manifest) => manifest.Vocabulary.IndexOfUnknown(record.Name) < 0;
}
