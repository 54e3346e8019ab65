using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>What a search looks through, and how far.</summary>
/// <param name="Vocabulary">The model's vocabulary.</param>
/// <param name="Sampler">The sampling rules; without any, probabilities are the model's own.</param>
/// <param name="Constraints">What names must meet.</param>
/// <param name="MaxTexts">Texts to read before the search is given up.</param>
/// <param name="Remedy">What to do then.</param>
internal sealed record SearchPlan(
    Vocabulary Vocabulary, TokenSampler Sampler, ConstraintAutomaton Constraints, int MaxTexts, string Remedy);
