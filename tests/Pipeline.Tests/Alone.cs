namespace MlPipeline.Tests;

/// <summary>Tests that need the whole process: its current folder or its memory.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
