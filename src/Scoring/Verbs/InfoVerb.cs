using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MlPipeline.CommandLine;
using MlPipeline.Common;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Verbs;

/// <summary><c>info</c>: what a model file says about itself, and whether this machine computes it to the same bits.</summary>
internal static class InfoVerb
{
    private static readonly Option<string?> Model = ModelOption.Create();
    private static readonly Option<Engine> Engine = EngineOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var verb = new Command(
            "info", "Describe a model file, and check whether this machine computes the same bits as the one that wrote it.")
        {
            Model, Engine,
        };
        verb.SetAction(parsed =>
        {
            var path = ModelOption.PathOf(parsed.GetValue(Model), parsed.InvocationConfiguration.Error.WriteLine);
            new PathRoles().Read("--model", path).Check();
            using var model = CharacterModel.Open(path, parsed.GetValue(Engine));
            Run(model, path, FileHash.Sha256Of(path), parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(Engine) == Models.Engine.Onnx)
                WriteManaged(model, ManagedCharacterModel.Open(path), new LineWriter(parsed.InvocationConfiguration.Output));
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Writes a line for each thing.</summary>
    public static void Run(ICharacterModel model, string path, string sha256, TextWriter output)
    {
        output = new LineWriter(output);
        var manifest = model.Manifest;
        var vocabulary = manifest.Vocabulary;
        var labels = vocabulary.Labels.Count == 0 ? "no labels" : $"labels {string.Join(", ", vocabulary.Labels.Keys.Select(LabelOf))}";
        output.WriteLine($"{path}, SHA-256 {sha256}");
        output.WriteLine(
            $"network     {manifest.Cell.ToString().ToUpperInvariant()} {manifest.Layers}×{manifest.Hidden}, embedding {manifest.Embedding}");
        output.WriteLine($"characters  {string.Concat(vocabulary.Tokens.Skip(vocabulary.FirstCharacter))}");
        output.WriteLine(
            $"names       of up to {manifest.MaxLength} characters; {labels}; rules {string.Join(", ", manifest.Normalization.Rules)}");
        output.WriteLine(
            $"training    {(manifest.TrainingNames is { } names ? $"fingerprints of {names.Count:N0} names" : "no fingerprints of its names")}");
        output.WriteLine(
            $"held out    {(manifest.HeldOutNames is { } heldOut ? $"fingerprints of {heldOut.Count:N0} names" : "no fingerprints of its names")}{(manifest is { TrainingNames: not null, HeldOutNames: null } ? ": --novel excludes the training names alone" : "")}");
        WriteObject("data", manifest.Dataset);
        WriteObject(
            "metrics",
            new JsonObject(
                manifest.Metrics.Where(pair => pair.Value is not JsonArray)
                    .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));

        var probe = NumericsProbe.Run(model);
        output.WriteLine(
            $"bits        {(model is ManagedCharacterModel
                ? CompareManaged(Recorded(manifest, "managed_logits_sha256"), probe.LogitsSha256)
                : Compare(Recorded(manifest, "logits_sha256"), probe.LogitsSha256))}");
        output.WriteLine(
            $"batches     {(probe.IsBatchInvariant ? "of 1, 7, 64 and 256 give the same bits" : "of different sizes give different bits on this machine: set --batch-size to get the same names")}");

        void WriteObject(string title, JsonObject values) =>
            output.WriteLine(
                $"{title,-11} {string.Join("; ", values.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key} {pair.Value!.ToJsonString(ManifestJson)}"))}");
    }

    private static void WriteManaged(ICharacterModel model, ManagedCharacterModel managed, TextWriter output) => output.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"managed     --engine managed {CompareManaged(
                Recorded(managed.Manifest, "managed_logits_sha256"), NumericsProbe.FindLogitsSha256(managed))}; its logits differ " +
                $"from those of ONNX Runtime by at most {NumericsProbe.FindLargestDifference(model, managed):0.0e+0} here"));

    private static string? Recorded(ModelManifest manifest, string name) => (string?)manifest.ExportCheck[name];

    // All of them, as nothing else lists them; one that could be taken for several is in quotation marks.
    private static string LabelOf(string label) =>
        label.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_') ? label : MessageText.Quote(label, int.MaxValue);

    private static System.Text.Json.JsonSerializerOptions ManifestJson { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string CompareManaged(string? recorded, string here) => recorded is null || recorded == here
        ? "computes the same bits on every machine"
        : "computes other bits than the file records, which is a defect: please report it";

    private static string Compare(string? recorded, string here) => recorded is null
        ? "of the machine that wrote the file are not recorded"
        : recorded == here
            ? "are those of the machine that wrote the file: the same seeds give the same names as there"
            : "differ from those of the machine that wrote the file: the same seeds may give other names than there";
}
