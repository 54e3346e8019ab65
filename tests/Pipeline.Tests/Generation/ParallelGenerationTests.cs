using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation;

/// <summary>What goes wrong on a thread arrives as itself.</summary>
public sealed class ParallelGenerationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Error_inside_the_model_arrives_as_itself(int threads)
    {
        var generator = new NameGenerator(new FailingModel(new ScriptedModel("ab"), failAt: 3));
        var options = new GenerationOptions { Count = 1000, Threads = threads };

        Assert.Throws<InvalidDataException>(() => generator.Generate(options).Count());
        Assert.Throws<InvalidDataException>(() => generator.Complete(Prompts(), options).Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Cancellation_arrives_as_itself(int threads)
    {
        using var cancellation = new CancellationTokenSource();
        var generator = new NameGenerator(new FailingModel(new ScriptedModel("ab"), failAt: 3, cancellation.Cancel));
        var options = new GenerationOptions { Count = 1000, Threads = threads };

        Assert.Throws<OperationCanceledException>(() => generator.Generate(options, statistics: null, cancellation.Token).Count());
        Assert.Throws<OperationCanceledException>(() => generator.Complete(Prompts(), options, cancellation.Token).Count());
    }

    private static IEnumerable<NamePrompt> Prompts() =>
        Enumerable.Range(0, 600).Select(row => new NamePrompt(row, row % 2 == 0 ? "a" : "b"));

    private sealed class FailingModel(ICharacterModel model, int failAt, Action? instead = null) : ICharacterModel
    {
        private int _calls;

        public ModelManifest Manifest => model.Manifest;

        public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
        {
            if (Interlocked.Increment(ref _calls) >= failAt)
                (instead ?? (() => throw new InvalidDataException("The model broke.")))();
            lock (model)
                model.Forward(tokens, state, ref logits);
        }
    }
}
