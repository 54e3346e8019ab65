using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

namespace MlPipeline.Models;

/// <summary>Engines over one transformer, lent to one caller each. Thread-safe; grows to the number of concurrent callers.</summary>
internal sealed class StepEnginePool(MLContext context, OnnxTransformer transformer, bool hasCellState) : IDisposable
{
    private readonly ConcurrentBag<StepEngine> _idle = [];

    public void Step(long[] tokens, RecurrentState state, ref float[] logits)
    {
        if (!_idle.TryTake(out var engine))
            engine = StepEngine.Create(context, transformer, hasCellState);

        try
        {
            engine.Step(tokens, state, ref logits);
        }
        catch
        {
            engine.Dispose();                                            // one that threw is not lent again
            throw;
        }

        _idle.Add(engine);
    }

    /// <summary>Closes the engines and their transformer; no step may be under way.</summary>
    public void Dispose()
    {
        foreach (var engine in _idle)
            engine.Dispose();
        transformer.Dispose();
    }
}
