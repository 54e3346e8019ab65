using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>A decoder that is given each next character: it reads a name and sums up its log-likelihood.</summary>
internal sealed class NameScoringDecoder(string name, int startToken, int[] characters) : Decoder<NameScore>
{
    private readonly Prompt _prompt = new(startToken, characters);

    public override void Advance(PrefixTree tree)
    {
        if (!_prompt.TryRead(tree))
            return;

        var logLikelihood = _prompt.LogLikelihood + Logits.LogProbability(tree.Logits(_prompt.Node!), Vocabulary.Boundary);
        Results.Enqueue(new NameScore(name, logLikelihood, characters.Length + 1));
        IsDone = true;
    }
}
