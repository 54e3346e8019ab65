namespace MlPipeline.Generation;

/// <summary>Bounds the states and the work of making an automaton: some short expressions stand for astronomically large ones.</summary>
/// <param name="constraints">The constraints in words, for the error.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class CompileBudget(string constraints, CancellationToken cancellationToken = default)
{
    /// <summary>Most states of an automaton that tracks several positions of an expression at once.</summary>
    public const int MaxStates = 20_000;

    /// <summary>Most positions of one expression, with repeats written out.</summary>
    public const int MaxPositions = 10_000;

    // About a second; no more than as many ints are kept.
    private const int MaxWork = 40_000_000;

    private int _work;

    /// <summary>Refuses more states or positions than may be.</summary>
    /// <exception cref="GenerationException">The number is above the limit.</exception>
    public void Check(int count, int limit, string what)
    {
        if (count > limit)
            throw TooLarge($"of more than {ConstraintText.Number(limit)} {what}");
    }

    /// <summary>Counts work.</summary>
    /// <exception cref="GenerationException">It is too much.</exception>
    public void Spend(int work)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((_work += work) > MaxWork)
            throw TooLarge("that takes too long to make");
    }

    private GenerationException TooLarge(string what) => new(
        $"The constraints ({constraints}) need an automaton {what}. " +
        "Shorten the longest of them, count fewer repeats, or ask for shorter names.");
}
