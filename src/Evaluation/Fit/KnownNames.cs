using MlPipeline.Evaluation.Names;
using MlPipeline.Models;

namespace MlPipeline.Evaluation.Fit;

/// <summary>The real names of an evaluation, measured once for all stages.</summary>
/// <param name="Training">The training names.</param>
/// <param name="HeldOut">The held-out names.</param>
/// <param name="ScoredTraining">Distinct training names with their log-likelihoods.</param>
/// <param name="ScoredHeldOut">Distinct held-out names with theirs.</param>
/// <param name="ScoredOthers">Those of the held-out names that are no training names.</param>
/// <param name="Nearest">Finds the nearest training name.</param>
/// <param name="Rules">By which rules names are judged.</param>
internal sealed record KnownNames(
    NameGroup Training, NameGroup HeldOut, ScoredNames ScoredTraining, ScoredNames ScoredHeldOut, ScoredNames ScoredOthers,
    NearestNames Nearest, RuleChoice Rules)
{
    /// <summary>Measures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The names.</param>
    /// <param name="choice">By which rules they are judged.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static KnownNames Of(ICharacterModel model, EvaluationData data, RuleChoice choice, CancellationToken cancellation)
    {
        var training = NameGroup.Of([.. data.Train.Select(record => record.Name)], choice.Rules);
        var heldOut = ScoredNames.Of(model, data.Test, cancellation);
        return new KnownNames(
            training, NameGroup.Of([.. data.Test.Select(record => record.Name)], choice.Rules),
            ScoredNames.Of(model, data.Train, cancellation), heldOut,
            heldOut.Where(name => !training.Counts.ContainsKey(name)), NearestNames.Of(training.Names), choice);
    }
}
