using MlPipeline.Decoding;

namespace MlPipeline.Generation;

/// <summary>A prefix that can't even be begun with.</summary>
internal sealed class FailedCompletion : Decoder<PrefixCompletion>
{
    public FailedCompletion(NamePrompt prompt, MlPipelineException failure)
    {
        Results.Enqueue(new PrefixCompletion(prompt, [], failure));
        IsDone = true;
    }

    public override void Advance(PrefixTree tree)
    {
    }
}
