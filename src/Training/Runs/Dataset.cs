using System.Text.Json.Nodes;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Text;

namespace MlPipeline.Training.Runs;

/// <summary>Names to train on, names held out, and where they come from.</summary>
internal sealed record Dataset(IReadOnlyList<NameRecord> Training, IReadOnlyList<NameRecord> Validation, JsonObject Provenance)
{
    private const int FewestTrainingNames = 2;

    /// <summary>What was done to every name: as the names were cleaned, or the default.</summary>
    public required Normalization Normalization { get; init; }

    /// <summary>How many validation names also stand among the training names.</summary>
    public int Overlap => Validation.Select(record => record.Name).Intersect(Training.Select(record => record.Name)).Count();

    /// <summary>Labels that only validation names have, with how many names, the most frequent first.</summary>
    public IReadOnlyList<(string Label, int Names)> UnlearntLabels
    {
        get
        {
            var learnt = Training.Select(record => record.Label).ToHashSet(StringComparer.Ordinal);
            return
            [
                .. Validation.Where(record => record.Label is not null && !learnt.Contains(record.Label)).CountBy(record => record.Label!)
                    .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => (pair.Key, pair.Value)),
            ];
        }
    }

    /// <summary>Reads, removes duplicates and splits.</summary>
    /// <exception cref="DataFileException">A file can't be used, or there are too few names.</exception>
    public static Dataset Load(DatasetRequest request)
    {
        var cleaning = RulesFile.Find(request.DataPath);
        var options = new NameCsvOptions
        {
            Dialect = request.Dialect,
            Column = request.Column,
            LabelColumn = request.Label,
            Normalization = cleaning?.ToNormalization() ?? Normalization.Default,
        };
        var names = Read(request.DataPath, options, out var rows);
        var (training, validation) = request.ValidationPath is { } path
            ? (names,
                Read(path,
                    options with
                    {
                        Dialect = request.ValidationDialect,
                        LabelColumn = LabelIn(path, request.ValidationDialect, request.Label)
                    }, out _))
            : DataSplit.Split(names, request.Split, request.ValidationFraction, request.SplitSeed);

        if (training.Count < FewestTrainingNames || validation.Count == 0)
        {
            throw new DataFileException(request.DataPath, null,
                $"{names.Count} different name(s) in column '{request.Column}' leave {training.Count} for training and " +
                    $"{validation.Count} for validation, and at least " +
                $"{FewestTrainingNames} and 1 are needed. Add names, or give --validation FILE or a larger --validation-fraction.");
        }

        var provenance = Describe(request, rows, training.Count, validation.Count);
        if (cleaning is not null)
        {
            provenance["cleaned_from"] = new JsonObject
            {
                ["file"] = cleaning.Source.Name,
                ["sha256"] = cleaning.Source.Sha256,
                ["language"] = cleaning.Language ?? CleaningLanguage.Lithuanian.Code,
            };
        }

        return new Dataset(training, validation, provenance) { Normalization = options.Normalization };
    }

    private static List<NameRecord> Read(string path, NameCsvOptions options, out int rows)
    {
        var read = NameCsv.Read(path, options).ToList();
        rows = read.Count;
        if (rows == 0)
            throw new DataFileException(path, null, $"column '{options.Column}' holds no names. Add rows below the header.");

        return [.. read.DistinctBy(record => (record.Name, record.Label))];
    }

    // Names held out need no labels.
    private static string? LabelIn(string path, CsvDialect? dialect, string? label)
    {
        using var table = CsvTable.Open(path, dialect);
        return label is not null && table.Header.Contains(label) ? label : null;
    }

    // No paths: the same data gives the same model file wherever it lies.
    private static JsonObject Describe(DatasetRequest request, int rows, int training, int validation)
    {
        var description = new JsonObject
        {
            ["file"] = Path.GetFileName(request.DataPath),
            ["sha256"] = FileHash.Sha256Of(request.DataPath),
            ["column"] = request.Column,
            ["condition"] = request.Label,
            ["rows"] = rows,
            ["training_names"] = training,
            ["validation_names"] = validation,
        };
        if (request.Language is { } language)
            description["language"] = language;
        if (request.ValidationPath is { } path)
        {
            description["split"] = "file";
            description["validation_file"] = Path.GetFileName(path);
            description["validation_sha256"] = FileHash.Sha256Of(path);
        }
        else
        {
            description["split"] = request.Split.ToString().ToLowerInvariant();
            description["split_seed"] = request.SplitSeed;
            description["validation_fraction"] = request.ValidationFraction;
        }

        return description;
    }
}
