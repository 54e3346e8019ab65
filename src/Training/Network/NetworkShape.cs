using MlPipeline.Models;

namespace MlPipeline.Training.Network;

/// <summary>The sizes of a network: all that is needed to build it.</summary>
/// <param name="Cell">The recurrence.</param>
/// <param name="Vocabulary">Tokens, V.</param>
/// <param name="FirstCharacter">First id after the special ones.</param>
/// <param name="Layers">Recurrent layers, L.</param>
/// <param name="Embedding">Width of the embedding, E.</param>
/// <param name="Hidden">Width of the state, H.</param>
internal sealed record NetworkShape(RecurrentCell Cell, int Vocabulary, int FirstCharacter, int Layers, int Embedding, int Hidden);
