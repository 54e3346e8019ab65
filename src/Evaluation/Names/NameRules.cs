namespace MlPipeline.Evaluation.Names;

/// <summary>A rule that valid names meet.</summary>
/// <param name="Name">By which metrics name it.</param>
/// <param name="Text">What it asks for, in words.</param>
/// <param name="Holds">Whether a name with a label, or without one, meets it.</param>
internal sealed record NameRule(string Name, string Text, Func<string, string?, bool> Holds);

/// <summary>The rules that make a name valid.</summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
/// <param name="Title">Whose names they describe, such as "Lithuanian names".</param>
/// <param name="All">The rules, at least one.</param>
/// <param name="KnowsLabel">Whether a rule asks for something else of names with this label.</param>
internal sealed record NameRules(string Title, IReadOnlyList<NameRule> All, Func<string, bool> KnowsLabel)
{
    /// <summary>Gets the names of the rules.</summary>
    public IReadOnlyList<string> Names { get; } = [.. All.Select(rule => rule.Name)];

    /// <summary>Gets the rules in words, each behind its name.</summary>
    public IReadOnlyList<string> Declared { get; } = [.. All.Select(rule => $"{rule.Name}: {rule.Text}")];

    /// <summary>Finds the rules that a name breaks.</summary>
    /// <param name="name">The name.</param>
    /// <param name="label">Its label; null for none.</param>
    /// <returns>Names of rules, in their order; empty for a valid name.</returns>
    public IReadOnlyList<string> Broken(string name, string? label = null) =>
        [.. All.Where(rule => !rule.Holds(name, label)).Select(rule => rule.Name)];
}
