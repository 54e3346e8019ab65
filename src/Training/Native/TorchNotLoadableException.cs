namespace MlPipeline.Training.Native;

/// <summary>This system can't run Torch as it is.</summary>
/// <param name="problem">What was found and what is needed.</param>
/// <param name="remedy">What to do, as a whole sentence.</param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class TorchNotLoadableException(string problem, string remedy, Exception? inner = null)
    : MlPipelineException($"Torch can't be loaded: {problem}. {remedy}", inner)
{
    /// <summary>Gets what was found and what is needed.</summary>
    public string Problem { get; } = problem;

    /// <summary>Gets what to do.</summary>
    public string Remedy { get; } = remedy;
}
