using System.CommandLine;

namespace MlPipeline.CommandLine;

/// <summary>An option that names files which are read whole: their content decides the result, not their names.</summary>
/// <param name="name">The option's name.</param>
internal sealed class ContentOption(string name) : Option<string[]>(name);
