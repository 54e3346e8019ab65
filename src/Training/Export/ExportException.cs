namespace MlPipeline.Training.Export;

/// <summary>An exported model does not compute what the network computes. The file is deleted.</summary>
/// <param name="message">What differs and by how much.</param>
public sealed class ExportException(string message) : MlPipelineException(message);
