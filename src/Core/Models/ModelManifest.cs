using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>
/// What a model file says about itself: everything that is needed to use it, and where it comes from.
/// </summary>
/// <remarks>Immutable but for the JSON objects, which no one may change; safe for any number of readers.</remarks>
public sealed record ModelManifest
{
    /// <summary>The newest format that this version reads and the one it writes.</summary>
    public const int CurrentFormat = 1;

    // Far above what can be trained: sizes are multiplied with each other, and memory is taken by them.
    private const int MostLayers = 1_024, Widest = 1 << 16, Longest = 100_000;

    /// <summary>Gets the version of the file format, in [1, <see cref="CurrentFormat"/>].</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Gets the vocabulary with its labels.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public required Vocabulary Vocabulary
    {
        get;
        init => field = Argument.NotNull(value);
    }

    /// <summary>Gets the rules that names went through in training and must go through in serving.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public required Normalization Normalization
    {
        get;
        init => field = Argument.NotNull(value);
    }

    /// <summary>Gets the recurrence.</summary>
    public required RecurrentCell Cell { get; init; }

    /// <summary>Gets the number of recurrent layers, L, at least 1.</summary>
    public required int Layers { get; init; }

    /// <summary>Gets the width of the character embedding, E, at least 1.</summary>
    public required int Embedding { get; init; }

    /// <summary>Gets the width of hidden and cell state, H, at least 1.</summary>
    public required int Hidden { get; init; }

    /// <summary>Gets the length of the longest training name, in characters, without its end.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Gets where the names come from: file name, SHA-256, rows, split, split seed.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public JsonObject Dataset
    {
        get;
        init => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets how the model was trained: every option, the seed, the versions of the packages.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public JsonObject Training
    {
        get;
        init => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets the held-out nats per character, beside those of the baselines.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public JsonObject Metrics
    {
        get;
        init => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets the proof of the export: the largest difference between TorchSharp and ONNX Runtime.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public JsonObject ExportCheck
    {
        get;
        init => field = Argument.NotNull(value);
    } = [];

    /// <summary>Gets the fingerprints of the training names, or null where the file holds none.</summary>
    public NameFingerprints? TrainingNames { get; init; }

    /// <summary>
    /// Gets the fingerprints of the names that were held out of training, to choose the epoch by, or null where the file doesn't list
    /// them: a file from before they were recorded.
    /// </summary>
    public NameFingerprints? HeldOutNames { get; init; }

    /// <summary>
    /// Gets the fingerprints of all names of the data that the file lists, which are what <see cref="Generation.NameConstraints.Novel"/>
    /// excludes: training names and held-out names, the first alone where <see cref="HeldOutNames"/> is null. Null where the file
    /// holds no fingerprints of its training names. Put together at each call.
    /// </summary>
    public NameFingerprints? KnownNames => HeldOutNames is { } heldOut ? TrainingNames?.Union(heldOut) : TrainingNames;

    /// <summary>Gets whether the model has a cell state beside the hidden state.</summary>
    public bool HasCellState => Cell == RecurrentCell.Lstm;

    /// <summary>Gets the names of the graph's state inputs; an output is named with <c>_out</c> behind.</summary>
    public IReadOnlyList<string> StateNames => HasCellState ? ["hidden", "cell"] : ["hidden"];

    /// <summary>Reads a manifest from a model file's <c>metadata_props</c>.</summary>
    /// <param name="properties">Keys and values; keys of others are passed over.</param>
    /// <exception cref="FormatException">A key is missing or its value makes no sense. The message names it, not the file.</exception>
    public static ModelManifest FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (!properties.ContainsKey(Key.Format))
            throw new FormatException("it is an ONNX model without MlPipeline's metadata. Export it with MlPipeline's training project");

        var format = Number(Key.Format, int.MaxValue);
        if (format > CurrentFormat)
            throw new FormatException($"it has format {format}, and this version reads formats up to {CurrentFormat}. Update MlPipeline");

        try
        {
            var labels = Parse<Dictionary<string, int>>(Key.Labels);
            var manifest = new ModelManifest
            {
                Format = format,
                Vocabulary = Vocabulary.FromTokens(Whole(Key.Vocabulary, Parse<List<string?>>(Key.Vocabulary)), labels),
                Normalization = Normalization.Of(Whole(Key.Normalization, Parse<NormalizationJson>(Key.Normalization).Rules)),
                Cell = Enum.TryParse<RecurrentCell>(Text(Key.Cell), ignoreCase: true, out var cell) && Enum.IsDefined(cell)
                    ? cell
                    : throw new FormatException($"the cell {MessageText.Quote(Text(Key.Cell))} is none of lstm, gru, rnn"),
                Layers = Number(Key.Layers, MostLayers),
                Embedding = Number(Key.Embedding, Widest),
                Hidden = Number(Key.Hidden, Widest),
                MaxLength = Number(Key.MaxLength, Longest),
                Dataset = Parse<JsonObject>(Key.Dataset),
                Training = Parse<JsonObject>(Key.Training),
                Metrics = Parse<JsonObject>(Key.Metrics),
                ExportCheck = Parse<JsonObject>(Key.ExportCheck),
                TrainingNames = properties.TryGetValue(Key.TrainingNames, out var names) ? NameFingerprints.Parse(names) : null,
                HeldOutNames = properties.TryGetValue(Key.HeldOutNames, out var heldOut)
                    ? NameFingerprints.Parse(heldOut, "held-out names")
                    : null,
            };
            ManifestFields.Check(manifest);
            return manifest;
        }
        catch (JsonException exception)
        {
            throw new FormatException($"its metadata is broken JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // A key that comes twice, and half a surrogate pair, are found when they are read.
            throw new FormatException("its metadata is broken JSON: it holds a key twice, or a text that is no Unicode", exception);
        }

        string Text(string key) =>
            properties.TryGetValue(key, out var value) ? value : throw new FormatException($"its metadata lacks the key {key}");

        int Number(string key, int most) =>
            int.TryParse(
                Text(key), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value)
                    && value >= 1 && value <= most
                ? value
                : throw new FormatException(
                    $"its metadata says {key} = {MessageText.Quote(Text(key))}, which is not a whole number from 1 to {most:N0}");

        // The serializer knows nullability for properties, not for what a list holds.
        static IReadOnlyList<string> Whole(string key, IReadOnlyList<string?> list) =>
            [.. list.Select(item => item ?? throw new FormatException($"its metadata says {key} holds a null"))];

        T Parse<T>(string key) =>
            JsonSerializer.Deserialize(Text(key), ManifestJson.TypeOf<T>()) ?? throw new FormatException($"its metadata says {key} = null");
    }

    /// <summary>Writes the manifest as the <c>metadata_props</c> of a model file.</summary>
    /// <returns>Keys and values, in a fixed order.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> ToProperties()
    {
        List<KeyValuePair<string, string>> properties =
        [
            new(Key.Format, Invariant(Format)),
            new(Key.Vocabulary, Json(Vocabulary.Tokens)),
            new(Key.Cell, Cell.ToString().ToLowerInvariant()),
            new(Key.Layers, Invariant(Layers)),
            new(Key.Embedding, Invariant(Embedding)),
            new(Key.Hidden, Invariant(Hidden)),
            new(Key.MaxLength, Invariant(MaxLength)),
            new(Key.Labels, Json(Vocabulary.Labels)),
            new(Key.Normalization, Json(new NormalizationJson(Normalization.Rules))),
            new(Key.Dataset, Json(Dataset)),
            new(Key.Training, Json(Training)),
            new(Key.Metrics, Json(Metrics)),
            new(Key.ExportCheck, Json(ExportCheck)),
        ];
        if (TrainingNames is not null)
            properties.Add(new(Key.TrainingNames, TrainingNames.ToString()));
        if (HeldOutNames is not null)
            properties.Add(new(Key.HeldOutNames, HeldOutNames.ToString()));

        return properties;

        static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        static string Json<T>(T value) => JsonSerializer.Serialize(value, ManifestJson.TypeOf<T>());
    }

    /// <summary>Hashes all that the manifest says: what a saved state is recognised by.</summary>
    /// <returns>SHA-256 of the properties in their order, each text with its length before it: 32 bytes.</returns>
    internal byte[] Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[sizeof(int)];
        foreach (var text in ToProperties().SelectMany(property => new[] { property.Key, property.Value }))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    private static class Key
    {
        public const string Format = "mlpipeline.format";
        public const string Vocabulary = "mlpipeline.vocabulary";
        public const string Cell = "mlpipeline.cell";
        public const string Layers = "mlpipeline.layers";
        public const string Embedding = "mlpipeline.embedding";
        public const string Hidden = "mlpipeline.hidden";
        public const string MaxLength = "mlpipeline.max_length";
        public const string Labels = "mlpipeline.conditions";
        public const string Normalization = "mlpipeline.normalization";
        public const string Dataset = "mlpipeline.dataset";
        public const string Training = "mlpipeline.training";
        public const string Metrics = "mlpipeline.metrics";
        public const string ExportCheck = "mlpipeline.export_check";
        public const string TrainingNames = "mlpipeline.training_names";
        public const string HeldOutNames = "mlpipeline.held_out_names";
    }
}
