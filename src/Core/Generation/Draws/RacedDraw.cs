using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>
/// A name drawn from the exact distribution over the names that meet the constraints: the first of them to arrive in an
/// exponential race of all names. What can't meet the constraints never starts, so a draw costs far less than drawing
/// until one fits, and means the same.
/// </summary>
internal sealed class RacedDraw(DrawPlan plan, Prompt prompt, uint sample) : DrawInProgress
{
    private const int Width = 64;
    private const int MaxTexts = 200_000;
    private const string Remedy = "So few names meet the constraints that drawing one exactly takes too long. Loosen them, or take the " +
        "constraint mode fast.";

    private readonly BestFirstSearch _search = new(
        new SearchPlan(plan.Vocabulary, plan.Sampler, plan.Constraints, MaxTexts, Remedy), prompt,
        new ExponentialRace(plan.Seed, plan.Prompt.Row, sample), count: 1, Width);

    public override int Waiting => _search.Waiting;

    public override bool TryEnd(PrefixTree tree, out Draw draw)
    {
        draw = default;
        try
        {
            if (!_search.TryAdvance(tree))
                return false;

            draw = _search.Found is [var found]
                ? new Draw(plan.Prompt, sample, DrawOutcome.Name, found.Name, found.LogLikelihood, found.Rank)
                : throw new GenerationException(
                    $"The model gives no name with {plan.Constraints.Describe()} a probability above 0. Ask for less, or raise the " +
                        $"temperature.");
        }
        catch (GenerationException failure)
        {
            draw = new Draw(plan.Prompt, sample, DrawOutcome.DeadEnd, "", 0, Failure: failure);
        }

        return true;
    }
}
