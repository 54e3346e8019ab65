using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Numerics;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// Finds the first names of an order over all names, provably: a text that is read becomes a fork, the fork whose next
/// text ranks first hands it out to be read, and a name that comes to the front is before all that were not found, for no
/// text ranks before the one it makes longer. What can't meet the constraints is never read.
/// </summary>
internal sealed class BestFirstSearch
{
    /// <summary>Most forks and names that may wait: 200 MB for 60 tokens, and fewer where there are many more tokens.</summary>
    private const int LargestFrontier = 300_000;
    private const int MostProbabilities = 100_000_000; // of all forks
    private const int TextsPerGuess = 16;

    private readonly SearchPlan _plan;
    private readonly Prompt _prompt;
    private readonly ISearchOrder _order;
    private readonly int _count, _width;

    private readonly PriorityQueue<Fork, double> _forks = new();
    private readonly PriorityQueue<SearchText, double> _names = new();
    private readonly List<(SearchText Text, PrefixNode Node)> _open = [];
    private readonly List<FoundName> _found = [];
    private bool _isStarted;
    private int _texts;

    /// <summary>Prepares a search.</summary>
    /// <param name="plan">What is searched.</param>
    /// <param name="prompt">What names begin with.</param>
    /// <param name="order">The order.</param>
    /// <param name="count">How many names to find.</param>
    /// <param name="width">Most texts that are read at the same time; changes the work, never the names.</param>
    public BestFirstSearch(SearchPlan plan, Prompt prompt, ISearchOrder order, int count, int width) =>
        (_plan, _prompt, _order, _count, _width) = (plan, prompt, order, count, width);

    /// <summary>Names found so far, in order.</summary>
    public IReadOnlyList<FoundName> Found => _found;

    /// <summary>Gets the number of forks and names that wait.</summary>
    public int Waiting => _forks.Count + _names.Count;

    /// <summary>Continues as far as the known texts allow; returns whether all names are found or there are no more.</summary>
    /// <exception cref="GenerationException">Too many texts were read, or wait.</exception>
    public bool TryAdvance(PrefixTree tree)
    {
        if (!_prompt.TryRead(tree))
            return false;
        if (!_isStarted)
            Start();

        while (TryReadOpen(tree))
        {
            TakeNames();
            if (_found.Count == _count || Waiting == 0)
                return true;

            Open(tree);
            var most = Math.Min(LargestFrontier, MostProbabilities / tree.Width);
            if (Waiting > most)
                throw TooFar($"{most:N0} texts were kept in memory, which is the most");
        }

        return false;
    }

    private void Start()
    {
        _isStarted = true;
        var (rank, key) = _order.Start();
        var text = new SearchText(
            null, Vocabulary.Unknown, _prompt.Prefix.Length, _prompt.LogLikelihood, LogProbability: 0, rank, key, _plan.Constraints.Start);
        _open.Add((text, _prompt.Node!));
    }

    // Reads what is open; returns false where some of it is not known yet.
    private bool TryReadOpen(PrefixTree tree)
    {
        var isKnown = true;
        foreach (var (_, node) in _open)
            isKnown &= tree.Want(node);
        if (!isKnown)
            return false;

        tree.ThrowIfCancelled();
        foreach (var (text, node) in _open)
            Push(Read(tree, text, node));
        _texts += _open.Count;
        _open.Clear();
        return true;
    }

    // The forks' next texts, first ranks first, until a name precedes them: what follows may not be needed.
    private void Open(PrefixTree tree)
    {
        // Reading many at once is guessing: little at first, and never more than a part of what was read for certain.
        var width = Math.Clamp(_texts / TextsPerGuess, 1, _width);
        while (_open.Count < width && _forks.TryPeek(out var fork, out var rank) && !(_names.TryPeek(out _, out var name) && name < rank))
        {
            if (fork.Token != Vocabulary.Boundary && _texts + _open.Count == _plan.MaxTexts)
            {
                if (_open.Count == 0)
                    throw TooFar($"{_texts:N0} texts were read, and at most {_plan.MaxTexts:N0} may be");
                return;
            }

            _forks.Dequeue();
            var text = fork.Take();
            Push(fork);
            if (text.Token == Vocabulary.Boundary)
                _names.Enqueue(text, text.Rank);
            else if (_plan.Constraints.TryNext(text.State, text.Token, text.Length - 1, out var state))
                _open.Add((text with { State = state }, tree.Child(text.Parent!, text.Token)));
        }
    }

    private void Push(Fork fork)
    {
        if (!fork.IsEmpty)
            _forks.Enqueue(fork, fork.Rank);
    }

    private void TakeNames()
    {
        while (_found.Count < _count && _names.TryPeek(out _, out var rank) && !(_forks.TryPeek(out _, out var fork) && fork <= rank))
        {
            // Names of equal rank come in the order of their characters.
            var equals = new List<FoundName>();
            while (_names.TryPeek(out var name, out var other) && other == rank)
            {
                _names.Dequeue();
                equals.Add(
                    new FoundName(
                        _plan.Vocabulary.Write(CharactersOf(name.Parent!, name.Length)), name.LogLikelihood, name.LogProbability,
                        name.Rank));
            }

            _found.AddRange(equals.OrderBy(name => name.Name, StringComparer.Ordinal).Take(_count - _found.Count));
        }
    }

    private Fork Read(PrefixTree tree, in SearchText text, PrefixNode node)
    {
        var logits = tree.Logits(node);                                  // [V]
        var characters = CharactersOf(node, text.Length);
        var shaped = logits.ToArray();
        if (!_plan.Sampler.TryShape(shaped, characters, mask: null))
            return new Fork(text, node, [], [], _order);

        var logProbabilities = LogProbabilities(shaped);
        var model = _plan.Sampler.IsNeutral ? null : LogProbabilities(logits);
        for (var token = 0; token < logProbabilities.Length; token++)
        {
            if (PortableMath.Exp(logProbabilities[token]) == 0 || !CanFollow(text, token, characters))
                logProbabilities[token] = double.NegativeInfinity;
        }

        return new Fork(text, node, logProbabilities, model, _order);
    }

    private bool CanFollow(in SearchText text, int token, ReadOnlySpan<int> characters) => token == Vocabulary.Boundary
        ? _plan.Constraints.Accepts(text.State, characters)
        : text.Length < _plan.Constraints.MaxLength && _plan.Constraints.TryNext(text.State, token, text.Length, out _);

    private GenerationException TooFar(string found) => new(
        $"{_found.Count:N0} of {_count:N0} names with {_plan.Constraints.Describe()} were proved when {found}. {_plan.Remedy}");

    private static double[] LogProbabilities(ReadOnlySpan<float> logits)
    {
        var total = Logits.LogSumExp(logits);
        var logProbabilities = new double[logits.Length];
        for (var token = 0; token < logits.Length; token++)
            logProbabilities[token] = logits[token] - total;
        return logProbabilities;
    }

    private static int[] CharactersOf(PrefixNode node, int length)
    {
        var characters = new int[length];
        for (var i = length - 1; i >= 0; i--)
            (characters[i], node) = (node.Token, node.Parent!);
        return characters;
    }
}
