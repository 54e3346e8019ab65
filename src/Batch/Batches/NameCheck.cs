using MlPipeline.Data;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Batch.Batches;

/// <summary>Says whether a model can read what is in a row. Thread-safe.</summary>
/// <param name="manifest">The model's manifest.</param>
/// <param name="column">The column of the names.</param>
/// <param name="labelColumn">The column of the labels; null for none.</param>
internal sealed class NameCheck(ModelManifest manifest, string column, string? labelColumn)
{
    private readonly NameCsvOptions _options = new() { Column = column, Normalization = manifest.Normalization };

    /// <summary>Checks a row.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public RowProblem? Find(RowInput input, bool mayBeBlank)
    {
        if (NameCsv.Refuse(input.Text, _options, out var name) is { } problem)
            return new RowProblem(column, problem);
        if (name.Length == 0 && !mayBeBlank)
            return new RowProblem(column, "the name is blank.");
        if (manifest.Vocabulary.IndexOfUnknown(name) is var unknown and >= 0)
            return new RowProblem(column, new UnknownCharacterException(name, unknown).Message);
        if (input.Label is not { } label || manifest.Vocabulary.Labels.ContainsKey(label))
            return null;

        var known = manifest.Vocabulary.Labels.Count == 0 ? "has none" : $"has {MessageText.List(manifest.Vocabulary.Labels.Keys)}";
        return new RowProblem(
            labelColumn
                ?? "", $"there is no label {MessageText.Quote(label)}: the model {known}. Use one of these, or leave the field blank.");
    }
}
