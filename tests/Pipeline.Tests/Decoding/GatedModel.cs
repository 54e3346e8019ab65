using MlPipeline.Models;

namespace MlPipeline.Tests.Decoding;

/// <summary>Lets calls through one at a time, and does something before each.</summary>
internal sealed class GatedModel(ICharacterModel model, Action<int> beforeCall) : ICharacterModel
{
    private readonly Lock _gate = new();
    private int _underWay;

    public ModelManifest Manifest => model.Manifest;

    /// <summary>Calls so far.</summary>
    public int Calls { get; private set; }

    /// <summary>Calls that wait or run.</summary>
    public int UnderWay => _underWay;

    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            lock (_gate)
            {
                beforeCall(Calls++);
                model.Forward(tokens, state, ref logits);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
