using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>What the draws of one row have in common.</summary>
/// <param name="Vocabulary">The model's vocabulary.</param>
/// <param name="Sampler">The sampling rules.</param>
/// <param name="Constraints">The constraints, with the row's prefix.</param>
/// <param name="Mode">How the constraints are met.</param>
/// <param name="StartToken">The start token of the row's label.</param>
/// <param name="Seed">The seed of the request.</param>
/// <param name="Prompt">What is asked; its row keys the random numbers.</param>
internal sealed record DrawPlan(
    Vocabulary Vocabulary, TokenSampler Sampler, ConstraintAutomaton Constraints, ConstraintMode Mode, int StartToken, long Seed,
    NamePrompt Prompt);
