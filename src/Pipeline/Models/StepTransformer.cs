using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace MlPipeline.Models;

/// <summary>Which dimension of a row's tokens may vary: ML.NET's transformer leaves room for one.</summary>
public enum StepShape
{
    /// <summary>Tokens [B, 1]: one step of any number of sequences.</summary>
    Batch,

    /// <summary>Tokens [1, T]: any number of tokens of one sequence.</summary>
    Sequence,
}

/// <summary>Wraps a model file as ML.NET's own ONNX transformer.</summary>
internal static class StepTransformer
{
    private const int MostTries = 3;

    // ML.NET finds the columns of a row's type by reflection, which trimming doesn't see.
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(CharacterStep))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(CharacterStepResult))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(LstmStepResult))]
    private static OnnxScoringEstimator Create(TransformsCatalog catalog, string path, ModelManifest manifest, StepShape shape)
    {
        OnnxRuntimeTelemetry.Disable();

        // A 0 stands for the dimension that varies. The transformer takes no other number for it, and wants exactly one in
        // the shape of a column whose .NET type is an array.
        var (batch, time) = shape == StepShape.Batch ? (0, 1) : (1, 0);
        int[] state = [manifest.Layers, 0, manifest.Hidden];
        var states = manifest.StateNames;
        string[] outputs = ["logits", .. states.Select(name => name + "_out")];

        var shapes = new Dictionary<string, int[]>
        {
            ["tokens"] = [batch, time],
            ["logits"] = [batch, time, manifest.Vocabulary.Count],
        };
        foreach (var name in states)
            (shapes[name], shapes[name + "_out"]) = (state, state);

        return catalog.ApplyOnnxModel(new OnnxOptions
        {
            ModelFile = path,
            InputColumns = [.. states.Prepend("tokens")],
            OutputColumns = outputs,
            ShapeDictionary = shapes,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        });
    }

    /// <summary>
    /// Opens a model file: its manifest, an estimator over it that needs no fitting, and the stamp of the file that both are of.
    /// </summary>
    /// <param name="catalog">Makes the estimator.</param>
    /// <param name="path">Path of the file.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="shape">What varies.</param>
    /// <exception cref="ModelFileException">The file can't be used; the message says why.</exception>
    public static (ModelManifest Manifest, OnnxScoringEstimator Estimator, FileStamp? Stamp) Open(
        TransformsCatalog catalog, string path, string source, StepShape shape)
    {
        DynamicCode.Require();

        // The manifest is read by us and the weights by ML.NET: both must be of one file, also while it is being replaced.
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = FileStamp.Of(path);
            var manifest = ModelFile.ReadManifest(path, source);
            var estimator = Load(catalog, path, source, manifest, shape);
            if (FileStamp.Of(path) == before)
                return (manifest, estimator, before);
            Fit(estimator).Dispose();
        }

        throw new ModelFileException(
            source, "it is being written while it is opened. Write models under another name, and rename them when they are whole.");
    }

    /// <summary>Gets an estimator's transformer: always the same. Fitting needs a schema and no rows.</summary>
    public static OnnxTransformer Fit(OnnxScoringEstimator estimator) =>
        (OnnxTransformer)(ITransformer)estimator.Fit(new MLContext().Data.LoadFromEnumerable<CharacterStep>([]));

    private static OnnxScoringEstimator Load(TransformsCatalog catalog, string path, string source, ModelManifest manifest, StepShape shape)
    {
        try
        {
            return Create(catalog, path, manifest, shape);
        }
        catch (Exception exception) when (
            exception is not (
                TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or
                    OutOfMemoryException))
        {
            // ML.NET puts the whole of ONNX Runtime's error, its stack included, into a message of its own.
            var problem = exception.Message.Split('\n', 2)[0].Trim().TrimEnd('.');
            throw new ModelFileException(source, $"ONNX Runtime can't load its graph: {problem}. Copy or export it again.", exception);
        }
    }
}
