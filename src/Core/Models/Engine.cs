namespace MlPipeline.Models;

/// <summary>What computes a model. Names and likelihoods of two engines agree but for the last digits.</summary>
public enum Engine
{
    /// <summary>ONNX Runtime behind ML.NET's prediction engine: native code, whose last bits differ between processors.</summary>
    Onnx,

    /// <summary>C# alone: no native code, and the same bits on every machine.</summary>
    Managed,
}
