namespace MlPipeline.Generation;

/// <summary>
/// A deterministic automaton as a table. From each of its states some text is accepted; all others are <see cref="IAutomaton.Dead"/>.
/// </summary>
/// <param name="classes">The classes of characters.</param>
/// <param name="next">State behind a state and a class, [states × classes]. State 0 is the start.</param>
/// <param name="accepts">Whether a text may end, [states].</param>
internal sealed class Dfa(CharacterClasses classes, int[] next, bool[] accepts)
{
    /// <summary>Gets the number of states.</summary>
    public int Count => accepts.Length;

    /// <summary>Gets the state behind one more character, or <see cref="IAutomaton.Dead"/>.</summary>
    public int Next(int state, int character) => next[state * classes.Count + classes[character]];

    /// <summary>Says whether a text may end in this state.</summary>
    public bool Accepts(int state) => accepts[state];

    /// <summary>Gets the distinct states one character on.</summary>
    public int[] Successors(int state) =>
        [.. next.Skip(state * classes.Count).Take(classes.Count).Where(other => other != IAutomaton.Dead).Distinct()];
}
