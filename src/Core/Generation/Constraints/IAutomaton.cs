namespace MlPipeline.Generation;

/// <summary>A deterministic automaton over character classes that is made as far as it is asked for. Its start is state 0.</summary>
internal interface IAutomaton
{
    /// <summary>The state from which no text is accepted.</summary>
    const int Dead = -1;

    /// <summary>Gets the state behind one more character, or <see cref="Dead"/>.</summary>
    /// <param name="state">A state that was given before, or 0.</param>
    /// <param name="characterClass">Class of the character.</param>
    int Next(int state, int characterClass);

    /// <summary>Says whether a text may end in this state.</summary>
    bool Accepts(int state);
}
