using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// Names drawn character by character (ancestral sampling), a window of numbers at a time: a text is read once for all draws that come to it.
/// Draw number n is the same name in every window.
/// </summary>
internal sealed class SharedDraws : SharedReading<SharedDraws.Path>
{
    private readonly DrawPlan _plan;
    private readonly int[] _impossible;
    private uint _first;
    private Ending?[] _endings = [];

    /// <summary>Prepares draws of a plan whose constraints leave texts open, or mask each step.</summary>
    public SharedDraws(ICharacterModel model, DrawPlan plan, int batchSize, int threads, CancellationToken cancellationToken)
        : base(model, batchSize, threads, cancellationToken)
    {
        _plan = plan;
        _impossible = [.. Enumerable.Range(0, plan.Vocabulary.Count).Where(id => !plan.Vocabulary.IsPredictable(id))];
    }

    /// <summary>Gets whether a plan's draws can be shared: not where each is a race of its own.</summary>
    public static bool CanShare(DrawPlan plan) => plan.Mode == ConstraintMode.Fast || plan.Constraints.IsOpen;

    /// <summary>Draws.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The draws in the order of their numbers.</returns>
    public IEnumerable<Draw> Run(uint first, int count)
    {
        (_first, _endings) = (first, new Ending?[count]);
        Read([(_plan.StartToken, new Path(0, _plan.Constraints.Start), count)]);
        for (var i = 0; i < count; i++)
        {
            var ending = _endings[i]!;
            yield return new Draw(_plan.Prompt, first + (uint)i, ending.Outcome, ending.Name, ending.LogLikelihood);
        }
    }

    protected override void Choose(
        SharedText<Path> text, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Span<int> tokens, Scratch scratch)
    {
        var length = text.Way.Length;
        if (length < _plan.Constraints.Prefix.Length)
        {
            scratch.LogSum = Logits.LogSumExp(logits);
            tokens.Fill(_plan.Constraints.Prefix[length]);
            return;
        }

        var shaped = scratch.Shaped;
        logits.CopyTo(shaped);
        ConstraintMask? mask = _plan.Mode == ConstraintMode.Fast
            ? values => _plan.Constraints.Mask(values, text.Path.State, text.Way.Tokens)
            : null;
        if (!_plan.Sampler.TryShape(shaped, text.Way.Tokens, mask))
        {
            tokens.Fill(-1);                                             // nothing is added to the likelihood
            return;
        }

        var chooser = new TokenChooser(shaped, scratch.Sums, scratch.Ids);
        scratch.LogSum = IsModelsOwn(logits) ? chooser.LogSum : Logits.LogSumExp(logits);
        for (var i = 0; i < requests.Length; i++)
            tokens[i] = chooser.Choose(UniformOf(requests[i], length));
    }

    protected override bool TryFollow(
        SharedText<Path> text, int token, ReadOnlySpan<float> logits, ReadOnlySpan<int> requests, Scratch scratch, out Path next)
    {
        var (constraints, length, state) = (_plan.Constraints, text.Way.Length, text.Path.State);
        next = default;
        if (token < 0)
            return End(text, requests, DrawOutcome.DeadEnd, state, text.Path.LogLikelihood);

        var logLikelihood = text.Path.LogLikelihood + (logits[token] - scratch.LogSum);
        if (length < constraints.Prefix.Length)
        {
            next = new Path(logLikelihood, state);                       // which is that after the prefix
            return true;
        }

        if (token == Vocabulary.Boundary)
        {
            var outcome = constraints.Accepts(state, text.Way.Tokens)
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
            || (outcome == DrawOutcome.TooLong && _plan.Constraints.Accepts(state, text.Way.Tokens));
        var ending = new Ending(outcome, isName ? _plan.Vocabulary.Write(text.Way.Tokens) : "", logLikelihood);
        foreach (var request in requests)
            _endings[request] = ending;
        return false;
    }

    // Whether what is drawn from is what the model says: no rule changed it, and tokens that can't follow have no weight.
    private bool IsModelsOwn(ReadOnlySpan<float> logits)
    {
        if (_plan.Mode == ConstraintMode.Fast || !_plan.Sampler.IsNeutral)
            return false;
        foreach (var id in _impossible)
        {
            if (!Logits.IsImpossible(logits[id]))
                return false;
        }

        return true;
    }

    private double UniformOf(int request, int step) =>
        Philox.Uniform(_plan.Seed, _plan.Prompt.Row, _first + (uint)request, (uint)step);

    /// <summary>What a draw sums up.</summary>
    /// <param name="LogLikelihood">Of the characters under the model, in nats.</param>
    /// <param name="State">What the text means to the constraints.</param>
    internal readonly record struct Path(double LogLikelihood, ConstraintState State);

    // Shared by all draws that end alike.
    private sealed record Ending(DrawOutcome Outcome, string Name, double LogLikelihood);
}
