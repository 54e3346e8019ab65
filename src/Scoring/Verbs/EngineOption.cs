using System.CommandLine;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The option <c>--engine</c>, the same for every verb that opens a model.</summary>
internal static class EngineOption
{
    public static Option<Engine> Create() => new("--engine")
    {
        Description = "Engine: onnx (ONNX Runtime through ML.NET) or managed (C# alone, the same results on every machine). " +
            "[default: onnx]",
        HelpName = "onnx|managed",
    };
}
