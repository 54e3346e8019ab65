namespace MlPipeline.Generation;

/// <summary>A finished draw.</summary>
/// <param name="Prompt">What was asked.</param>
/// <param name="Sample">Its number, from 0.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Name">
/// The name with its prefix; of one that is too long what there is, if it meets the constraints. Otherwise empty.
/// </param>
/// <param name="LogLikelihood">Of these characters under the model, and of a name's end, in nats.</param>
/// <param name="LogArrival">Of a race: ln of the time at which the name arrived. Null for other draws.</param>
/// <param name="Failure">
/// Why the draw was given up, and the request with it; thrown when its turn comes. Null where nothing went wrong.
/// </param>
internal readonly record struct Draw(
    NamePrompt Prompt, uint Sample, DrawOutcome Outcome, string Name, double LogLikelihood, double? LogArrival = null,
    GenerationException? Failure = null);
