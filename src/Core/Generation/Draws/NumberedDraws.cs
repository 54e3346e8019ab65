using MlPipeline.Models;

namespace MlPipeline.Generation;

/// <summary>Draws of one row, a window of numbers at a time.</summary>
internal sealed class NumberedDraws(ICharacterModel model, DrawPlan plan, int batchSize, int threads, CancellationToken cancellationToken)
    : SharedDraws(model, plan, plan.Constraints.Prefix.Length, batchSize, threads, cancellationToken)
{
    private readonly DrawPlan _plan = plan;
    private uint _first;

    /// <summary>Draws.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The draws in the order of their numbers.</returns>
    public IEnumerable<Draw> Run(uint first, int count)
    {
        _first = first;
        Draw([(_plan.StartToken, count)]);
        for (var i = 0; i < count; i++)
            yield return ResultOf(i, _plan.Prompt, first + (uint)i);
    }

    protected override ReadOnlySpan<int> PrefixOf(int request) => _plan.Constraints.Prefix;

    protected override double UniformOf(int request, int step) =>
        Philox.Uniform(_plan.Seed, _plan.Prompt.Row, _first + (uint)request, (uint)step);
}
