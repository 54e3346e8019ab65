using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

namespace MlPipeline.Models;

/// <summary>An ML.NET prediction engine with its buffers. Not thread-safe: one shared by threads aborts the process.</summary>
internal abstract class StepEngine : IDisposable
{
    public static StepEngine Create(MLContext context, OnnxTransformer transformer, bool hasCellState) => hasCellState
        ? new Lstm(context, transformer)
        : new Other(context, transformer);

    public abstract void Step(long[] tokens, RecurrentState state, ref float[] logits);

    public abstract void Dispose();

    // An engine that owns its transformer would dispose it for all the others.
    private static PredictionEngine<CharacterStep, TResult> CreateEngine<TResult>(MLContext context, OnnxTransformer transformer)
        where TResult : class, new() =>
        context.Model.CreatePredictionEngine<CharacterStep, TResult>(transformer, new PredictionEngineOptions { OwnsTransformer = false });

    private sealed class Lstm(MLContext context, OnnxTransformer transformer) : StepEngine
    {
        private readonly PredictionEngine<CharacterStep, LstmStepResult> _engine = CreateEngine<LstmStepResult>(context, transformer);
        private readonly CharacterStep _input = new();
        private LstmStepResult _output = new();

        public override void Step(long[] tokens, RecurrentState state, ref float[] logits)
        {
            (_input.Tokens, _input.Hidden, _input.Cell, _output.Logits) = (tokens, state.Hidden, state.Cell!, logits);
            _engine.Predict(_input, ref _output);
            logits = _output.Logits;
            var (hidden, cell) = state.Exchange(_output.Hidden, _output.Cell);
            (_output.Hidden, _output.Cell) = (hidden, cell!);
        }

        public override void Dispose() => _engine.Dispose();
    }

    private sealed class Other(MLContext context, OnnxTransformer transformer) : StepEngine
    {
        private readonly PredictionEngine<CharacterStep,
            CharacterStepResult> _engine = CreateEngine<CharacterStepResult>(context, transformer);
        private readonly CharacterStep _input = new();
        private CharacterStepResult _output = new();

        public override void Step(long[] tokens, RecurrentState state, ref float[] logits)
        {
            (_input.Tokens, _input.Hidden, _output.Logits) = (tokens, state.Hidden, logits);
            _engine.Predict(_input, ref _output);
            logits = _output.Logits;
            (_output.Hidden, _) = state.Exchange(_output.Hidden, null);
        }

        public override void Dispose() => _engine.Dispose();
    }
}
