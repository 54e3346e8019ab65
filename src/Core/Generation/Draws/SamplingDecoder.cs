using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>
/// Draws for one row of a request, many at a time and given in the order of their numbers. Draw number n is the same
/// name whoever draws it and whenever.
/// </summary>
internal sealed class SamplingDecoder : Decoder<Draw>
{
    private const int MostResults = 1024; // that wait to be taken out
    private const int DrawsPerRow = 8;    // of a model call: many draws share a text, or wait for an earlier one to end
    private const int MostWaiting = 100_000; // texts that draws keep: beyond it only the draw that is due continues

    private const int MostCharacters = 10_000_000; // of live draws, if all were as long as may be

    private readonly DrawPlan _plan;
    private readonly Acceptance? _acceptance;
    private readonly Prompt _prompt;
    private readonly List<DrawInProgress> _live = [];
    private readonly List<uint> _numbers = [];                           // of the live draws
    private readonly Dictionary<uint, Draw> _ended = [];
    private readonly uint _end;
    private float[] _scratch = [];
    private uint _next, _due;
    private long _waiting;                                               // texts that live draws keep

    /// <summary>Draws until a request has what it wants.</summary>
    public SamplingDecoder(DrawPlan plan, Acceptance acceptance)
        : this(plan, 0, uint.MaxValue) => _acceptance = acceptance;

    /// <summary>
    /// Draws the numbers <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1, whatever comes of them.
    /// </summary>
    public SamplingDecoder(DrawPlan plan, uint first, uint count)
    {
        (_plan, _next, _due, _end) = (plan, first, first, first + count);
        _prompt = new Prompt(plan.StartToken, plan.Constraints.Prefix);
    }

    public override long Kept => IsDone ? 0 : _waiting;

    private long Missing => _acceptance is null ? _end - _due : _acceptance.Missing;

    public override void Advance(PrefixTree tree)
    {
        if (!_prompt.TryRead(tree))
            return;

        try
        {
            Draw(tree);
            IsDone = Missing == 0;
        }
        catch (GenerationException exception)
        {
            Fail(exception);
        }
    }

    private void Draw(PrefixTree tree)
    {
        if (_scratch.Length == 0)
            _scratch = new float[tree.Width];
        _waiting = _live.Sum(draw => (long)draw.Waiting);
        for (var i = _live.Count - 1; i >= 0; i--)
        {
            if ((_waiting > MostWaiting && _numbers[i] != _due) || !_live[i].TryEnd(tree, out var draw))
                continue;

            _ended.Add(_numbers[i], draw);
            (_live[i], _numbers[i]) = (_live[^1], _numbers[^1]);
            _live.RemoveAt(_live.Count - 1);
            _numbers.RemoveAt(_numbers.Count - 1);
        }

        TakeEnded();
        while (MayBegin(tree))
        {
            Begin(tree);
            TakeEnded();
        }
    }

    private bool MayBegin(PrefixTree tree) => tree.HasRoom && _waiting <= MostWaiting && Results.Count < MostResults && _next < _end &&
        _next - _due < Math.Min(
            Missing, Math.Min((long)DrawsPerRow * tree.BatchSize, Math.Max(1, MostCharacters / _plan.Constraints.MaxLength)));

    private void Begin(PrefixTree tree)
    {
        DrawInProgress live = _plan is { Mode: ConstraintMode.Exact, Constraints.IsOpen: false }
            ? new RacedDraw(_plan, _prompt, _next)
            : new SampledDraw(_plan, _prompt, _next, _scratch);
        if (live.TryEnd(tree, out var draw))
        {
            _ended.Add(_next, draw);
        }
        else
        {
            _live.Add(live);
            _numbers.Add(_next);
            _waiting += live.Waiting;
        }

        _next++;
    }

    private void TakeEnded()
    {
        for (; Missing > 0 && _ended.Remove(_due, out var draw); _due++)
        {
            if (draw.Failure is { } failure)
                throw failure;
            if (_acceptance?.Take(draw) != false)
                Results.Enqueue(draw);
        }
    }
}
