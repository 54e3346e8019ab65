using System.Text.Json;
using Google.Protobuf;
using MlPipeline.Files;
using MlPipeline.Models;
using MlPipeline.Training.Export.Onnx;
using MlPipeline.Training.Network;

namespace MlPipeline.Training.Export;

/// <summary>Writes a network as a model file that has proved itself. A file of that name from before stays until then.</summary>
internal static class ModelWriter
{
    /// <summary>Exports, proves, records the proof in the file, and only then puts it in place.</summary>
    /// <param name="path">The model file.</param>
    /// <param name="network">Network in evaluation mode.</param>
    /// <param name="manifest">What the file says about itself, without the proof.</param>
    /// <param name="names">Real names for the proof; at least one.</param>
    /// <param name="beforeCommit">Called when all is ready to replace the file of that name; throws where it must stay.</param>
    /// <exception cref="ExportException">The proof failed.</exception>
    /// <exception cref="OutputFileException">The file can't be written.</exception>
    /// <exception cref="ModelFileException">The file reads back as something else.</exception>
    public static ExportReport Write(
        string path, CharacterNetwork network, ModelManifest manifest, IReadOnlyList<string> names, Action? beforeCommit = null)
    {
        // The proof needs a file of its own: it becomes part of the one that is kept.
        var goal = WholeFile.GoalOf(path);
        var candidate = CandidateOf(goal);
        try
        {
            Save(candidate, goal, OnnxExporter.ToOnnx(network, manifest));
            var report = new ExportCheck(candidate, network, manifest).Run(names);

            var proved = manifest with { ExportCheck = JsonSerializer.SerializeToNode(report, ManifestJson.Options)!.AsObject() };
            Save(candidate, goal, OnnxExporter.ToOnnx(network, proved));
            ModelFile.ReadManifest(candidate);
            beforeCommit?.Invoke();
            WholeFile.Place(candidate, goal);
            return report;
        }
        catch
        {
            WholeFile.Discard(candidate);
            throw;
        }
    }

    /// <summary>Gets the name under which a model is written until it has proved itself.</summary>
    public static string CandidateOf(string goal) => WholeFile.TemporaryNameOf(goal) + ".onnx";

    private static void Save(string path, string goal, ModelProto model) =>
        WholeFile.WriteOwn(path, ModelSeal.Seal(model).WriteTo, like: goal);
}
