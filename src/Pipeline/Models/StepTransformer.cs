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
    // ML.NET finds the columns of a row's type by reflection, which trimming doesn't see.
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(CharacterStep))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(CharacterStepResult))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.All, typeof(LstmStepResult))]
    public static OnnxScoringEstimator Create(TransformsCatalog catalog, string path, ModelManifest manifest, StepShape shape)
    {
        OnnxRuntimeTelemetry.Disable();

        // A 0 stands for the dimension that varies. The transformer takes no other number for it, and wants exactly one in
        // the shape of a column whose .NET type is an array.
        var (batch, time) = shape == StepShape.Batch ? (0, 1) : (1, 0);
        int[] state = [manifest.Layers, 0, manifest.Hidden];
        var states = manifest.StateNames;
        var outputs = states.Select(name => name + "_out").Prepend("logits").ToArray();

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

    // Fitting needs a schema and no rows.
    public static OnnxTransformer Fit(MLContext context, string path, ModelManifest manifest, StepShape shape)
    {
        DynamicCode.Require();
        return (OnnxTransformer)(ITransformer)Create(context.Transforms, path, manifest, shape).Fit(context.Data.LoadFromEnumerable<CharacterStep>([]));
    }
}
