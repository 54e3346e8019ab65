using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Training.Optimization;

/// <summary>A name as the network reads it.</summary>
/// <param name="Start">Its label's start token, or the boundary where it has none.</param>
/// <param name="Characters">Ids of its characters, int64 [N].</param>
internal sealed record TrainingName(int Start, long[] Characters)
{
    /// <summary>Predictions it takes: its characters and its end.</summary>
    public int Predictions => Characters.Length + 1;
}

/// <summary>Both parts of the data, encoded.</summary>
internal sealed record TrainingData(Vocabulary Vocabulary, IReadOnlyList<TrainingName> Training, IReadOnlyList<TrainingName> Validation)
{
    /// <summary>Builds the vocabulary of both parts and encodes them.</summary>
    public static TrainingData Of(IReadOnlyList<NameRecord> training, IReadOnlyList<NameRecord> validation)
    {
        var labels = training.Select(record => record.Label).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var vocabulary = Vocabulary.Of(training.Concat(validation).Select(record => record.Name), labels);
        return new TrainingData(vocabulary, [.. training.Select(Encode)], [.. validation.Select(Encode)]);

        // A label that only the validation part has can't be learned: such names count as unlabelled.
        TrainingName Encode(NameRecord record) => new(
            vocabulary.StartOf(record.Label is { } label && vocabulary.Labels.ContainsKey(label) ? label : null),
            vocabulary.EncodeCharacters(record.Name));
    }
}
