using MlPipeline.Text;
using MlPipeline.Training.Network;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlPipeline.Training.Optimization;

/// <summary>Measures a network on names.</summary>
internal static class Evaluation
{
    private const int BatchSize = 256;

    /// <summary>Gets −Σ log-likelihood / Σ (n + 1), in nats.</summary>
    /// <param name="network">Network in evaluation mode.</param>
    /// <param name="names">At least one name.</param>
    /// <param name="labelled">Whether names begin with their labels' start tokens.</param>
    public static double NatsPerCharacter(CharacterNetwork network, IReadOnlyList<TrainingName> names, bool labelled)
    {
        using var _ = no_grad();
        var (nats, predictions) = (0.0, 0L);
        foreach (var chunk in BatchPlan.Sorted(names, BatchSize))
        {
            using var scope = NewDisposeScope();
            var batch = Batch.Of(chunk, name => labelled ? name.Start : Vocabulary.Boundary);
            var (logits, _) = network.Forward(batch.Inputs);             // [B, T, V]
            var loss = functional.cross_entropy(
                // []
                logits.view(-1, network.Shape.Vocabulary), batch.Targets.view(-1), ignore_index: Batch.Ignored, reduction: Reduction.Sum);
            nats += loss.item<float>();
            predictions += batch.Predictions;
        }

        return nats / predictions;
    }
}
