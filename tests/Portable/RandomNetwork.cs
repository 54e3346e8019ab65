using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Portable;

/// <summary>A network whose weights come from a counter, so that they are the same everywhere.</summary>
internal sealed class RandomNetwork
{
    private readonly long _seed;
    private long _counter;

    private RandomNetwork(long seed) => _seed = seed;

    /// <summary>Makes a network.</summary>
    public static ManagedCharacterModel Create(RecurrentCell cell, int layers, int hidden)
    {
        const int Embedding = 5;
        var vocabulary = Vocabulary.Of(["abcčdėž"], ["female", "male"]);
        var manifest = new ModelManifest
        {
            Vocabulary = vocabulary,
            Normalization = Normalization.Default,
            Cell = cell,
            Layers = layers,
            Embedding = Embedding,
            Hidden = hidden,
            MaxLength = 9,
        };
        var random = new RandomNetwork(hidden * 10 + layers);
        var rows = cell switch { RecurrentCell.Lstm => 4, RecurrentCell.Gru => 3, _ => 1 } * hidden;
        var scale = 2 / MathF.Sqrt(hidden);
        var embedding = random.Numbers(vocabulary.Count * Embedding, 1);
        LayerWeights[] weights = [.. Enumerable.Range(0, layers).Select(layer => new LayerWeights(
            random.Numbers(rows * (layer == 0 ? Embedding : hidden), scale), random.Numbers(rows * hidden, scale),
            random.Numbers(2 * rows, 0.5f)))];
        var (head, bias) = (random.Numbers(hidden * vocabulary.Count, scale), random.Numbers(vocabulary.Count, 0.5f));
        for (var id = 0; id < vocabulary.Count; id++)
        {
            if (vocabulary.IsPredictable(id))
                continue;
            bias[id] = float.MinValue;
            for (var unit = 0; unit < hidden; unit++)
                head[unit * vocabulary.Count + id] = 0;
        }

        return new ManagedCharacterModel(manifest, new ManagedWeights(embedding, weights, head, bias));
    }

    // Uniform in ±scale.
    private float[] Numbers(int count, float scale)
    {
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = (float)(2 * Philox.Uniform(_seed, _counter++, 0, 0) - 1) * scale;
        return numbers;
    }
}
