using MlPipeline.Models;

namespace MlPipeline.Decoding;

/// <summary>What a decoder begins with: a start token and the characters of a prefix, read one by one like all others.</summary>
internal sealed class Prompt(int startToken, int[] prefix)
{
    private int _read;
    private bool _isRead;

    /// <summary>The text of start token and prefix, once it is read.</summary>
    public PrefixNode? Node { get; private set; }

    /// <summary>Token ids of the prefix.</summary>
    public ReadOnlySpan<int> Prefix => prefix;

    /// <summary>Of the prefix's characters, in nats, once they are read.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>Reads on; returns whether all is read.</summary>
    public bool TryRead(PrefixTree tree)
    {
        Node ??= tree.Root(startToken);
        while (!_isRead && tree.Want(Node))
        {
            _isRead = _read == prefix.Length;
            if (_isRead)
                break;

            LogLikelihood += Logits.LogProbability(tree.Logits(Node), prefix[_read]);
            Node = tree.Child(Node, prefix[_read++]);
        }

        return _isRead;
    }
}
