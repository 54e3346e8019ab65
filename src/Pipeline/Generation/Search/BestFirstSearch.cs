using MlPipeline.Decoding;
using MlPipeline.Generation.Constraints;
using MlPipeline.Generation.Sampling;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation.Search;

/// <summary>
/// Finds the first names of an order over all names, provably: texts wait in the order of their ranks, the first is
/// read and makes way for those with one more character, and a name that comes to the front is before all names that were
/// not found, for none of them can rank before the text it begins with. What can't meet the constraints is never read.
/// </summary>
internal sealed class BestFirstSearch
{
    /// <summary>Most texts that may wait: about 200 MB.</summary>
    private const int LargestFrontier = 2_000_000;

    private readonly Vocabulary _vocabulary;
    private readonly TokenSampler _sampler;
    private readonly ConstraintAutomaton _constraints;
    private readonly Prompt _prompt;
    private readonly ISearchOrder _order;
    private readonly int _count, _width, _maxTexts;

    private readonly PriorityQueue<Candidate, (double Rank, bool IsName)> _frontier = new();
    private readonly PriorityQueue<Candidate, double> _bestNames = new(); // the worst of the best comes first
    private readonly List<(Candidate Text, PrefixNode Node)> _open = [];
    private readonly List<FoundName> _found = [];
    private bool _isStarted;
    private float[] _logits = [];
    private double[] _logProbabilities = [], _ranks = [];
    private ulong[] _keys = [];
    private int _texts;

    /// <summary>Prepares a search.</summary>
    /// <param name="vocabulary">The model's vocabulary.</param>
    /// <param name="sampler">The sampling rules; without any, probabilities are the model's own.</param>
    /// <param name="constraints">What names must meet.</param>
    /// <param name="prompt">What they begin with.</param>
    /// <param name="order">The order.</param>
    /// <param name="count">How many names to find.</param>
    /// <param name="width">Texts that are read at the same time; changes the work, never the names.</param>
    /// <param name="maxTexts">Texts to read before the search is given up.</param>
    public BestFirstSearch(
        Vocabulary vocabulary, TokenSampler sampler, ConstraintAutomaton constraints, Prompt prompt, ISearchOrder order, int count, int width, int maxTexts)
    {
        (_vocabulary, _sampler, _constraints, _prompt, _order) = (vocabulary, sampler, constraints, prompt, order);
        (_count, _width, _maxTexts) = (count, width, maxTexts);
    }

    /// <summary>Names found so far, in order.</summary>
    public IReadOnlyList<FoundName> Found => _found;

    /// <summary>Goes on as far as the known texts allow; returns whether all names are found or there are no more.</summary>
    /// <exception cref="GenerationException">Too many texts were read, or wait.</exception>
    public bool TryAdvance(PrefixTree tree)
    {
        if (!_prompt.TryRead(tree))
            return false;
        if (!_isStarted)
            Start(tree);

        while (true)
        {
            if (!ReadOpen(tree))
                return false;

            TakeNames(tree);
            if (_found.Count == _count || _frontier.Count == 0)
                return true;

            while (_open.Count < _width && _frontier.TryPeek(out var text, out _) && text.Token != Vocabulary.Boundary)
            {
                _frontier.Dequeue();
                _open.Add((text, text.Parent is null ? _prompt.Node! : tree.Child(text.Parent, text.Token)));
            }

            if (_open.Count > _maxTexts - _texts)
            {
                throw new GenerationException(
                    $"{_found.Count:N0} of {_count:N0} names with {_constraints.Describe()} were proved after reading {_texts:N0} texts, which is the limit. " +
                    "Ask for fewer names, narrow the constraints or raise the limit.");
            }
        }
    }

    private void Start(PrefixTree tree)
    {
        _isStarted = true;
        (_logits, _logProbabilities, _ranks, _keys) = (new float[tree.Width], new double[tree.Width], new double[tree.Width], new ulong[tree.Width]);
        var (rank, key) = _order.Start();
        var text = new Candidate
        {
            Parent = null,
            Token = Vocabulary.Unknown,
            Length = _prompt.Prefix.Length,
            LogLikelihood = _prompt.LogLikelihood,
            LogProbability = 0,
            Rank = rank,
            Key = key,
            State = _constraints.Start,
        };
        _frontier.Enqueue(text, (rank, false));
    }

    // Reads what is open; returns false where some of it is not known yet.
    private bool ReadOpen(PrefixTree tree)
    {
        var isKnown = true;
        foreach (var (_, node) in _open)
            isKnown &= tree.Want(node);
        if (!isKnown)
            return false;

        foreach (var (text, node) in _open)
            Extend(tree, text, node);
        _texts += _open.Count;
        _open.Clear();
        return true;
    }

    private void Extend(PrefixTree tree, Candidate text, PrefixNode node)
    {
        var logits = tree.Logits(node);
        var characters = CharactersOf(node, text.Length);
        logits.CopyTo(_logits);
        if (!_sampler.TryShape(_logits, characters, mask: null))
            return;

        var total = Logits.LogSumExp(_logits);
        for (var token = 0; token < _logits.Length; token++)
            _logProbabilities[token] = float.IsNegativeInfinity(_logits[token]) ? double.NegativeInfinity : _logits[token] - total;
        _order.Rank(text, _logProbabilities, _ranks, _keys);

        var modelTotal = Logits.LogSumExp(logits);
        for (var token = 0; token < _logits.Length; token++)
        {
            // A probability that rounds to 0 is one that can't be.
            if (Math.Exp(_logProbabilities[token]) == 0 || !CanFollow(text, token, characters, out var state) || IsBeaten(_ranks[token]))
                continue;

            Add(new Candidate
            {
                Parent = node,
                Token = token,
                Length = text.Length + (token == Vocabulary.Boundary ? 0 : 1),
                LogLikelihood = text.LogLikelihood + logits[token] - modelTotal,
                LogProbability = text.LogProbability + _logProbabilities[token],
                Rank = _ranks[token],
                Key = _keys[token],
                State = state,
            });
        }
    }

    private bool CanFollow(Candidate text, int token, ReadOnlySpan<int> characters, out ConstraintState state)
    {
        state = text.State;
        return token == Vocabulary.Boundary
            ? _constraints.Accepts(text.State, characters)
            : text.Length < _constraints.MaxLength && _constraints.TryNext(text.State, token, text.Length, out state);
    }

    private void Add(Candidate candidate)
    {
        var isName = candidate.Token == Vocabulary.Boundary;
        _frontier.Enqueue(candidate, (candidate.Rank, isName));
        if (isName)
        {
            _bestNames.Enqueue(candidate, -candidate.Rank);
            if (_bestNames.Count > _count)
                _bestNames.Dequeue();
        }

        if (_frontier.Count > LargestFrontier)
        {
            throw new GenerationException(
                $"{_found.Count:N0} of {_count:N0} names with {_constraints.Describe()} were proved, and {LargestFrontier:N0} texts wait to be read, which is the limit. " +
                "Ask for fewer names or narrow the constraints.");
        }
    }

    // Enough names are known that come before.
    private bool IsBeaten(double rank) => _bestNames.Count == _count && rank > _bestNames.Peek().Rank;

    private void TakeNames(PrefixTree tree)
    {
        while (_found.Count < _count && _frontier.TryPeek(out var first, out _) && first.Token == Vocabulary.Boundary)
        {
            // Names of equal rank come in the order of their characters.
            var equals = new List<FoundName>();
            while (_frontier.TryPeek(out var name, out var priority) && priority == (first.Rank, true))
            {
                _frontier.Dequeue();
                equals.Add(new FoundName(_vocabulary.Write(CharactersOf(name.Parent!, name.Length)), name.LogLikelihood, name.LogProbability, name.Rank));
            }

            _found.AddRange(equals.OrderBy(name => name.Name, StringComparer.Ordinal).Take(_count - _found.Count));
        }
    }

    private static int[] CharactersOf(PrefixNode node, int length)
    {
        var characters = new int[length];
        for (var i = length - 1; i >= 0; i--)
            (characters[i], node) = (node.Token, node.Parent!);
        return characters;
    }
}
