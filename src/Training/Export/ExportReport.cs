using System.Text.Json.Serialization;

namespace MlPipeline.Training.Export;

/// <summary>The proof of an export, as it is in the model file.</summary>
/// <param name="MaxAbsLogitDifference">Largest |TorchSharp − ONNX Runtime| over all logits compared.</param>
/// <param name="Tolerance">What it may be at most.</param>
/// <param name="ComparedLogits">Logits compared.</param>
/// <param name="BatchSizes">Batches that were read, each as a sequence and step by step.</param>
/// <param name="GreedyNames">Names that both decoded greedily and identically.</param>
/// <param name="LogitsSha256">What <c>NumericsProbe</c> found of ONNX Runtime on this machine: another machine can compare.</param>
/// <param name="ManagedMaxAbsLogitDifference">Largest |TorchSharp − managed engine| over the same logits.</param>
/// <param name="ManagedLogitsSha256">What <c>NumericsProbe</c> finds of the managed engine on every machine.</param>
internal sealed record ExportReport(
    double MaxAbsLogitDifference, double Tolerance, long ComparedLogits, int[] BatchSizes, int GreedyNames, string LogitsSha256,
    double ManagedMaxAbsLogitDifference, string ManagedLogitsSha256)
{
    /// <summary>Gets the largest difference of either engine.</summary>
    [JsonIgnore]
    public double LargestDifference => Math.Max(MaxAbsLogitDifference, ManagedMaxAbsLogitDifference);
}
