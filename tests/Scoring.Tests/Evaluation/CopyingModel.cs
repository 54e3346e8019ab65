using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation;

/// <summary>
/// A model that says names in proportion to how often they were given, and anything else with a small share: the next character is
/// counted among the given names that begin so. The state is the number of the beginning.
/// </summary>
internal sealed class CopyingModel : ICharacterModel
{
    private const int Elsewhere = -1;
    private readonly double _strange;
    private readonly List<Dictionary<long, (int Node, int Count)>> _nodes = [[]];

    /// <param name="spoken">The names that it says; none makes it uniform.</param>
    /// <param name="vocabulary">What it could say.</param>
    /// <param name="strange">Added to every count; more makes stranger names.</param>
    public CopyingModel(IEnumerable<string> spoken, Vocabulary vocabulary, double strange)
    {
        _strange = strange;
        Manifest = new ModelManifest
        {
            Vocabulary = vocabulary,
            Normalization = Normalization.Default,
            Cell = RecurrentCell.Rnn,
            Layers = 1,
            Embedding = 1,
            Hidden = 1,
            MaxLength = 12,
        };
        foreach (var name in spoken)
        {
            var node = 0;
            foreach (var id in vocabulary.Encode(name).Skip(1))
            {
                var (child, count) = _nodes[node].TryGetValue(id, out var found) ? found : (_nodes.Count, 0);
                if (count == 0)
                    _nodes.Add([]);
                _nodes[node][id] = (child, count + 1);
                node = child;
            }
        }
    }

    public ModelManifest Manifest { get; }

    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        var (time, width) = (tokens.Length / state.Batch, Manifest.Vocabulary.Count);
        logits = logits.Length == tokens.Length * width ? logits : new float[tokens.Length * width];
        for (var row = 0; row < state.Batch; row++)
        {
            for (var t = 0; t < time; t++)
            {
                var (before, token) = ((int)state.Hidden[row], tokens[row * time + t]);
                var node = token == Vocabulary.Boundary
                    ? 0
                    : before != Elsewhere && _nodes[before].TryGetValue(token, out var found) ? found.Node : Elsewhere;
                Write(node, logits.AsSpan((row * time + t) * width, width));
                state.Hidden[row] = node;
            }
        }
    }

    private void Write(int node, Span<float> logits)
    {
        for (var id = 0; id < logits.Length; id++)
        {
            var count = node != Elsewhere && _nodes[node].TryGetValue(id, out var found) ? found.Count : 0;
            logits[id] = Manifest.Vocabulary.IsPredictable(id) ? (float)Math.Log(count + _strange) : float.MinValue;
        }
    }
}
