using MlPipeline.Text;
using static TorchSharp.torch;

namespace MlPipeline.Training.Optimization;

/// <summary>A batch as tensors, padded to its longest name.</summary>
/// <param name="Inputs">Start token and characters, int64 [B, T]; padding is the unknown token.</param>
/// <param name="Targets">Characters and end, int64 [B, T]; padding is <see cref="Ignored"/>.</param>
/// <param name="Predictions">Targets that count.</param>
internal sealed record Batch(Tensor Inputs, Tensor Targets, int Predictions)
{
    /// <summary>The target that counts for nothing, as PyTorch's cross entropy has it.</summary>
    public const long Ignored = -100;

    /// <summary>Builds a batch.</summary>
    /// <param name="names">At least one name.</param>
    /// <param name="startOf">The start token that a name is shown with.</param>
    public static Batch Of(IReadOnlyList<TrainingName> names, Func<TrainingName, int> startOf)
    {
        var (rows, time) = (names.Count, names.Max(name => name.Predictions));
        var inputs = new long[rows * time];
        var targets = new long[rows * time];
        Array.Fill(inputs, Vocabulary.Unknown);
        Array.Fill(targets, Ignored);

        for (var row = 0; row < rows; row++)
        {
            var (characters, offset) = (names[row].Characters, row * time);
            inputs[offset] = startOf(names[row]);
            characters.CopyTo(inputs, offset + 1);
            characters.CopyTo(targets, offset);
            targets[offset + characters.Length] = Vocabulary.Boundary;
        }

        return new Batch(tensor(inputs, [rows, time]), tensor(targets, [rows, time]), names.Sum(name => name.Predictions));
    }
}
