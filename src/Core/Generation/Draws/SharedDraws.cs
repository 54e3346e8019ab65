using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// Names drawn character by character (ancestral sampling): a text is read once for all draws that come to it. What a draw gives is a
/// function of its row and its number alone.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="plan">What the draws have in common; its constraints leave texts open, or mask each step.</param>
/// <param name="folded">Characters of a prefix that the constraints' automaton begins behind.</param>
/// <param name="batchSize">Most rows of one model call, at least 1.</param>
/// <param name="threads">Threads, at least 1.</param>
/// <param name="cancellationToken">Stops the work between two model calls.</param>
internal abstract class SharedDraws(
    ICharacterModel model, DrawPlan plan, int folded, int batchSize, int threads, CancellationToken cancellationToken)
    : SharedReading<SharedDraws.Path>(model, batchSize, threads, cancellationToken)
{
    private const int Free = -1;

    private readonly int[] _impossible =
        [.. Enumerable.Range(0, plan.Vocabulary.Count).Where(id => !plan.Vocabulary.IsPredictable(id))];
    private Ending?[] _endings = [];

    /// <summary>Gets whether a plan's draws can be shared: not where each is a race of its own.</summary>
    public static bool CanShare(DrawPlan plan) => plan.Mode == ConstraintMode.Fast || plan.Constraints.IsOpen;

    /// <summary>Carries out draws.</summary>
    /// <param name="starts">The start tokens, each with the number of its draws, in the order of the draws.</param>
    protected void Draw(IReadOnlyList<(int Token, int Count)> starts)
    {
        _endings = new Ending?[starts.Sum(start => start.Count)];
        Read([.. starts.Select(start => (start.Token, new Path(0, plan.Constraints.Start), start.Count))]);
    }

    /// <summary>Gets what came of a draw.</summary>
    /// <param name="request">Its place among the draws.</param>
    /// <param name="prompt">What it was asked.</param>
    /// <param name="sample">Its number.</param>
    protected Draw ResultOf(int request, NamePrompt prompt, uint sample)
    {
        var ending = _endings[request]!;
        return new Draw(prompt, sample, ending.Outcome, ending.Name, ending.LogLikelihood);
    }

    /// <summary>Gets the characters that a draw begins with.</summary>
    protected abstract ReadOnlySpan<int> PrefixOf(int request);

    /// <summary>Gets a draw's random number for a step.</summary>
    protected abstract double UniformOf(int request, int step);

    protected override void Choose(
        SharedText<Path> text, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Span<int> tokens, Scratch scratch)
    {
        var (length, isAnyFree) = (text.Characters.Length, false);
        for (var i = 0; i < requests.Length; i++)
        {
            var prefix = PrefixOf(requests[i]);
            tokens[i] = length < prefix.Length ? prefix[length] : Free;
            isAnyFree |= tokens[i] == Free;
        }

        if (!isAnyFree)
        {
            scratch.LogSum = Logits.LogSumExp(logits);
            return;
        }

        var shaped = scratch.Shaped;
        logits.CopyTo(shaped);
        ConstraintMask? mask = plan.Mode == ConstraintMode.Fast
            ? values => plan.Constraints.Mask(values, text.Path.State, text.Characters.Tokens)
            : null;
        if (!plan.Sampler.TryShape(shaped, text.Characters.Tokens, mask))
        {
            scratch.LogSum = Logits.LogSumExp(logits);
            return;                                                      // a dead end for those that are free
        }

        var chooser = new TokenChooser(shaped, scratch.Sums, scratch.Ids);
        scratch.LogSum = IsModelsOwn(logits) ? chooser.LogSum : Logits.LogSumExp(logits);
        for (var i = 0; i < requests.Length; i++)
        {
            if (tokens[i] == Free)
                tokens[i] = chooser.Choose(UniformOf(requests[i], length));
        }
    }

    protected override bool TryFollow(
        SharedText<Path> text, int token, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Scratch scratch, out Path next)
    {
        var (constraints, length, state) = (plan.Constraints, text.Characters.Length, text.Path.State);
        next = default;
        if (token == Free)
            return End(text, requests, DrawOutcome.DeadEnd, state, text.Path.LogLikelihood);

        var logLikelihood = text.Path.LogLikelihood + (logits[token] - scratch.LogSum);
        if (length < folded)
        {
            next = new Path(logLikelihood, state);                       // which is that after the prefix
            return true;
        }

        if (token == Vocabulary.Boundary)
        {
            var outcome = constraints.Accepts(state, text.Characters.Tokens)
                ? DrawOutcome.Name
                : length == 0 ? DrawOutcome.Empty : DrawOutcome.Known;
            return End(text, requests, outcome, state, logLikelihood);
        }

        if (length == constraints.MaxLength || !constraints.TryNext(state, token, length, out state))
            return End(text, requests, DrawOutcome.TooLong, state, text.Path.LogLikelihood);

        next = new Path(logLikelihood, state);
        return true;
    }

    private bool End(
        SharedText<Path> text, ReadOnlySpan<int> requests, DrawOutcome outcome, ConstraintState state, double logLikelihood)
    {
        var isName = outcome == DrawOutcome.Name
            || (outcome == DrawOutcome.TooLong && plan.Constraints.Accepts(state, text.Characters.Tokens));
        var ending = new Ending(outcome, isName ? plan.Vocabulary.Write(text.Characters.Tokens) : "", logLikelihood);
        foreach (var request in requests)
            _endings[request] = ending;
        return false;
    }

    // Whether what is drawn from is what the model says: no rule changed it, and tokens that can't follow have no weight.
    private bool IsModelsOwn(ReadOnlySpan<float> logits)
    {
        if (plan.Mode == ConstraintMode.Fast || !plan.Sampler.IsNeutral)
            return false;
        foreach (var id in _impossible)
        {
            if (!Logits.IsImpossible(logits[id]))
                return false;
        }

        return true;
    }

    /// <summary>What a draw sums up.</summary>
    /// <param name="LogLikelihood">Of the characters under the model, in nats.</param>
    /// <param name="State">What the text means to the constraints.</param>
    internal readonly record struct Path(double LogLikelihood, ConstraintState State);

    // Shared by all draws that end alike.
    private sealed record Ending(DrawOutcome Outcome, string Name, double LogLikelihood);
}
