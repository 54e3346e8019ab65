using MlPipeline.Data;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Evaluation;

/// <summary>The names that a model is evaluated with.</summary>
/// <param name="Test">Names that it has not seen, in the order of their file; rows of the same name and label count once, as in training.</param>
/// <param name="Train">Names that it was trained on.</param>
/// <param name="TestFile">Where the first come from.</param>
/// <param name="TrainFile">Where the second come from.</param>
internal sealed record EvaluationData(
    IReadOnlyList<NameRecord> Test, IReadOnlyList<NameRecord> Train, EvaluationFile TestFile, EvaluationFile TrainFile)
{
    /// <summary>Reads both files, or splits one as it was split in training.</summary>
    /// <exception cref="DataFileException">A file can't be used, holds no name that the model can read, or is not the one that the model was made of.</exception>
    public static EvaluationData Read(EvaluationRequest request, ModelManifest manifest)
    {
        var test = ReadFile(request.Data, request, manifest);
        if (request.Train is { } path)
        {
            var train = ReadFile(path, request, manifest);
            return new EvaluationData(Readable(request.Data, test.Names, manifest), Several(path, Readable(path, train.Names, manifest)), test.File, train.File);
        }

        var split = RecordedSplit.Of(request.Data, test.File.Sha256, manifest.Dataset);
        var (training, heldOut) = DataSplit.Split(test.Names, split.Kind, split.Fraction, split.Seed);
        return new EvaluationData(
            Readable(request.Data, heldOut, manifest), Several(request.Data, Readable(request.Data, training, manifest)),
            test.File with { Part = $"held out from training: {split}", Names = heldOut.Count, Unreadable = 0 },
            test.File with { Part = $"trained on: {split}", Names = training.Count, Unreadable = 0 });
    }

    private static (List<NameRecord> Names, EvaluationFile File) ReadFile(string path, EvaluationRequest request, ModelManifest manifest)
    {
        var options = new NameCsvOptions { Dialect = request.DialectOf(path), Column = request.Column, ConditionColumn = request.ConditionColumn, Normalization = manifest.Normalization };
        List<NameRecord> names = [.. NameCsv.Read(path, options).DistinctBy(record => (record.Name, record.Label))];
        if (names.Find(record => record.Label is { } label && !manifest.Vocabulary.Conditions.ContainsKey(label)) is { } foreign)
            throw new DataFileException(path, foreign.Row, $"the model has no label '{foreign.Label}'. Its labels: {string.Join(", ", manifest.Vocabulary.Conditions.Keys)}.");

        return (names, EvaluationFile.Of(path, names.Count, names.Count(record => !IsReadable(record, manifest))));
    }

    private static List<NameRecord> Readable(string path, IReadOnlyList<NameRecord> names, ModelManifest manifest)
    {
        var readable = names.Where(record => IsReadable(record, manifest)).ToList();
        return readable.Count > 0
            ? readable
            : throw new DataFileException(path, null, $"none of its {names.Count:N0} names can be read by the model. Is this the right column, and the right model?");
    }

    // Baselines that must not see a name are fitted to the others.
    private static List<NameRecord> Several(string path, List<NameRecord> names) => names.DistinctBy(record => record.Name).Skip(1).Any()
        ? names
        : throw new DataFileException(path, null, $"'{names[0].Name}' is the only training name. At least two different ones are needed for the baselines.");

    private static bool IsReadable(NameRecord record, ModelManifest manifest) => manifest.Vocabulary.IndexOfUnknown(record.Name) < 0;
}
