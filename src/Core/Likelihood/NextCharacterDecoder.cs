using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>A decoder that is given each next character and says what the model expected before each, and after the last.</summary>
internal sealed class NextCharacterDecoder(Vocabulary vocabulary, int startToken, int[] characters) : Decoder<NextCharacter>
{
    private PrefixNode? _node;
    private int _read;
    private double _logLikelihood;

    public override void Advance(PrefixTree tree)
    {
        _node ??= tree.Root(startToken);
        while (!IsDone && tree.Want(_node))
        {
            var logits = tree.Logits(_node);
            Results.Enqueue(NextCharacter.Of(vocabulary.Write(characters.AsSpan(0, _read)), _logLikelihood, logits, vocabulary));
            IsDone = _read == characters.Length;
            if (IsDone)
                break;

            _logLikelihood += Logits.LogProbability(logits, characters[_read]);
            _node = tree.Child(_node, characters[_read++]);
        }
    }
}
