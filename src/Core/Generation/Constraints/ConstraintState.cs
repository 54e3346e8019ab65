namespace MlPipeline.Generation;

/// <summary>What a text means to the constraints: two texts with the same state and length continue in the same ways.</summary>
/// <param name="Regular">State of the explicit automaton.</param>
/// <param name="Near">How near the text is to the excluded names; null where none can be reached any more, or none are excluded.</param>
internal readonly record struct ConstraintState(int Regular, LexiconState? Near);
