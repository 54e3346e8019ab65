namespace MlPipeline.Training.Runs;

/// <summary>A checkpoint can't be used.</summary>
/// <param name="file">The file's name.</param>
/// <param name="problem">What was found and what to do, without the file.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class CheckpointException(string file, string problem, Exception? inner = null)
    : MlPipelineException($"{file}: {problem}", inner);
