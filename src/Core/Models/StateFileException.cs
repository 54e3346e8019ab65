namespace MlPipeline.Models;

/// <summary>A saved state can't be used.</summary>
/// <param name="problem">What was found, what was expected and what to do, behind the words "The saved state".</param>
public sealed class StateFileException(string problem) : MlPipelineException($"The saved state {Argument.NotNull(problem)}");
