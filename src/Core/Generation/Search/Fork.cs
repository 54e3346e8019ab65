using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>
/// A text that was read, with the characters that may still follow it: they are handed out one by one, in the order of the search.
/// </summary>
internal sealed class Fork
{
    private readonly SearchText _text;
    private readonly PrefixNode _node;
    private readonly double[] _logProbabilities;                         // under the rules; −∞ once handed out
    private readonly double[]? _modelLogProbabilities;
    private readonly ISearchOrder _order;
    private int _place, _token;

    /// <summary>Makes a fork and finds its first character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="node">The text as a path.</param>
    /// <param name="logProbabilities">
    /// ln P of each next token under the sampling rules, [V]; −∞ where it can't follow. Kept and changed.
    /// </param>
    /// <param name="modelLogProbabilities">ln P under the model, [V]; kept. Null where there are no rules and both are the same.</param>
    /// <param name="order">The order.</param>
    public Fork(in SearchText text, PrefixNode node, double[] logProbabilities, double[]? modelLogProbabilities, ISearchOrder order)
    {
        (_text, _node, _logProbabilities, _modelLogProbabilities, _order) = (text, node, logProbabilities, modelLogProbabilities, order);
        (_token, Rank) = order.Next(_text, _logProbabilities, text.Rank, 0);
    }

    /// <summary>The text.</summary>
    public ref readonly SearchText Text => ref _text;

    /// <summary>The next character.</summary>
    public int Token => _token;

    /// <summary>The rank of the text that the next character makes.</summary>
    public double Rank { get; private set; }

    /// <summary>Whether no character is left.</summary>
    public bool IsEmpty => _token < 0;

    /// <summary>Hands out the text that the next character makes, and finds the one after it.</summary>
    public SearchText Take()
    {
        var child = _text with
        {
            Parent = _node,
            Token = _token,
            Length = _text.Length + (_token == MlPipeline.Text.Vocabulary.Boundary ? 0 : 1),
            LogLikelihood = _text.LogLikelihood + (_modelLogProbabilities ?? _logProbabilities)[_token],
            LogProbability = _text.LogProbability + _logProbabilities[_token],
            Rank = Rank,
            Key = _order.KeyOf(_text, _token),
        };
        _logProbabilities[_token] = double.NegativeInfinity;
        (_token, Rank) = _order.Next(_text, _logProbabilities, Rank, ++_place);
        return child;
    }
}
