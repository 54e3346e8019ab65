namespace MlPipeline.Training.Runs;

/// <summary>A file is in the way that must not be replaced.</summary>
/// <param name="file">The file's name.</param>
/// <param name="problem">What was found and what to do, without the file.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class OverwriteException(string file, string problem, Exception? inner = null)
    : MlPipelineException($"{file}: {problem}", inner)
{
    /// <summary>Gets what was found and what to do, without the file.</summary>
    public string Problem { get; } = problem;
}
