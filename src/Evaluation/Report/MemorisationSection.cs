namespace MlPipeline.Evaluation.Report;

/// <summary>What the model knows verbatim.</summary>
/// <param name="AtRisk">The training names that gained most from being training names.</param>
/// <param name="Canaries">The planted canaries; empty without.</param>
internal sealed record MemorisationSection(IReadOnlyList<RiskyName> AtRisk, IReadOnlyList<CanaryExposure> Canaries);

/// <summary>A training name that the model may give away.</summary>
/// <param name="Name">The name.</param>
/// <param name="NatsPerCharacter">Under the model.</param>
/// <param name="Gain">Log-likelihood under the model less that under an n-gram model which hasn't seen the name, in nats.</param>
/// <param name="HeldOutShare">Share of the held-out names whose gain is at least as large.</param>
/// <param name="ExpectedCopies">How often it comes in a sample of the report's size, by its exact probability.</param>
internal sealed record RiskyName(string Name, double NatsPerCharacter, double Gain, double HeldOutShare, double ExpectedCopies);

/// <summary>How exposed a planted canary is (Carlini et al., "The secret sharer", USENIX Security 2019), exactly.</summary>
/// <param name="Name">The canary.</param>
/// <param name="Pattern">What it was drawn from; every <c>?</c> stands for any letter.</param>
/// <param name="Space">Names that the pattern allows, |R|.</param>
/// <param name="Rank">The canary's place among them, from 1 for the most probable.</param>
/// <param name="Exposure">log₂ |R| − log₂ rank, in bits: 1.44 is to be expected of a name never seen, log₂ |R| is the most.</param>
internal sealed record CanaryExposure(string Name, string Pattern, long Space, long Rank, double Exposure);
