using MlPipeline.Models;

namespace MlPipeline.Generation;

/// <summary>
/// Names for many rows at a time. What rows have in common, their prefixes included, is read once. Each row draws as many numbers as it
/// takes to get its names.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="root">The plan of the rows' constraints without a prefix.</param>
/// <param name="batchSize">Most rows of one model call, at least 1.</param>
/// <param name="cancellationToken">Stops the work between two model calls.</param>
internal sealed class RowDraws(ICharacterModel model, DrawPlan root, int batchSize, CancellationToken cancellationToken)
    : SharedDraws(model, root, folded: 0, batchSize, threads: 1, cancellationToken)
{
    private const uint MostAtOnce = 4096;                                // draws of a row that lacks few names

    private readonly List<(SharedRow Row, uint Sample)> _requests = [];

    /// <summary>Draws until every row has its names, or has failed.</summary>
    public void Run(IReadOnlyList<SharedRow> rows)
    {
        List<SharedRow> open = [.. rows.OrderBy(row => row.Plan.StartToken)];
        while (open.Count > 0)
        {
            _requests.Clear();
            foreach (var row in open)
            {
                // After fruitless draws more at once, so that there are few rounds.
                var count = Math.Max((uint)row.Acceptance.Missing, Math.Min(row.Drawn, MostAtOnce));
                for (uint i = 0; i < count; i++)
                    _requests.Add((row, row.Drawn + i));
                row.Drawn += count;
            }

            Draw([.. _requests.CountBy(request => request.Row.Plan.StartToken).Select(start => (start.Key, start.Value))]);
            for (var i = 0; i < _requests.Count; i++)
                _requests[i].Row.Take(ResultOf(i, _requests[i].Row.Plan.Prompt, _requests[i].Sample));
            open.RemoveAll(row => row.IsDone);
        }
    }

    protected override ReadOnlySpan<int> PrefixOf(int request) => _requests[request].Row.Plan.Constraints.Prefix;

    protected override double UniformOf(int request, int step)
    {
        var (row, sample) = _requests[request];
        return Philox.Uniform(row.Plan.Seed, row.Plan.Prompt.Row, sample, (uint)step);
    }
}

/// <summary>A row whose names are drawn together with those of others.</summary>
/// <param name="plan">Its plan; its constraints leave texts open.</param>
/// <param name="acceptance">Decides which draws it takes.</param>
internal sealed class SharedRow(DrawPlan plan, Acceptance acceptance)
{
    public DrawPlan Plan => plan;

    public Acceptance Acceptance => acceptance;

    /// <summary>Gets the draws that it took.</summary>
    public List<Draw> Taken { get; } = [];

    /// <summary>Gets why it has no names; null where it has them.</summary>
    public GenerationException? Failure { get; private set; }

    /// <summary>Gets the number of draws so far.</summary>
    public uint Drawn { get; set; }

    public bool IsDone => Failure is not null || acceptance.Missing == 0;

    /// <summary>Takes the next draw, if it still wants one.</summary>
    public void Take(Draw draw)
    {
        if (IsDone)
            return;

        try
        {
            if (acceptance.Take(draw))
                Taken.Add(draw);
        }
        catch (GenerationException failure)
        {
            Failure = failure;
        }
    }
}
