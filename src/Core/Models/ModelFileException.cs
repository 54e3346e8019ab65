namespace MlPipeline.Models;

/// <summary>A model file can't be used.</summary>
/// <param name="file">The file's name as it was given.</param>
/// <param name="problem">What was found, what was expected and what to do, without the file.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class ModelFileException(string file, string problem, Exception? inner = null)
    : MlPipelineException($"{Argument.NotNull(file)}: {Argument.NotNull(problem)}", inner)
{
    /// <summary>Gets the file's name as it was given.</summary>
    public string File { get; } = file;
}
