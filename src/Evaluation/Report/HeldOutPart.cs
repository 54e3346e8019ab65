namespace MlPipeline.Evaluation.Report;

/// <summary>What the part of a held-out name depends on.</summary>
internal interface IHeldOutName
{
    /// <summary>Its label; null without.</summary>
    string? Label { get; }

    /// <summary>Whether no training name has the same stem.</summary>
    bool IsNewFamily { get; }

    /// <summary>Edits to the nearest training name.</summary>
    int Distance { get; }
}

/// <summary>A part of the held-out names that is measured by itself.</summary>
/// <param name="Key">What metrics call it, behind <c>nats_per_character</c>.</param>
/// <param name="Title">What reports call it.</param>
/// <param name="Has">Whether a name belongs to it.</param>
internal sealed record HeldOutPart(string Key, string Title, Func<IHeldOutName, bool> Has)
{
    private const string LabelTitle = "label ";
    private const int MostLabels = 30;

    /// <summary>Gets the parts that a page has room for: all but those of the rarer of many labels.</summary>
    /// <param name="parts">All of them.</param>
    /// <param name="hidden">How many labels are left out.</param>
    public static IReadOnlyList<PartFit> Shown(IReadOnlyList<PartFit> parts, out int hidden)
    {
        var labels = parts.Where(part => part.Title.StartsWith(LabelTitle, StringComparison.Ordinal)).OrderByDescending(part => part.Count)
            .ToList();
        hidden = Math.Max(0, labels.Count - MostLabels);
        return hidden == 0 ? parts : [.. parts.Except(labels.Skip(MostLabels))];
    }

    /// <summary>Gets the parts by what stands among the training names.</summary>
    public static IReadOnlyList<HeldOutPart> ByTrainingNames { get; } =
    [
        new(".known_family", "names with a near-duplicate among the training names", name => !name.IsNewFamily),
        new(".new_family", "names of new families (as a family split holds out)", name => name.IsNewFamily),
        new(".known", "names that are training names too", name => name.Distance == 0),
        new(".near", "names 1 edit from a training name", name => name.Distance == 1),
        new(".far", "far names: 2 edits or more from every training name", name => name.Distance >= 2),
    ];

    /// <summary>The part of the names without a label that the model has learnt, beside names with one.</summary>
    public static HeldOutPart WithoutLabel { get; } = new(".without_label", "names without a learnt label", name => name.Label is null);

    /// <summary>Gets the parts by label, in ordinal order, and that of the names without one; none where no name has a label.</summary>
    public static IEnumerable<HeldOutPart> ByLabel(IReadOnlyCollection<IHeldOutName> names)
    {
        List<string> labels = [.. names.Select(name => name.Label).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return
        [
            .. labels.Select(label => new HeldOutPart($".label={label}", $"{LabelTitle}{label}", name => name.Label == label)),
            .. labels.Count > 0 && names.Any(name => name.Label is null) ? [WithoutLabel] : Array.Empty<HeldOutPart>(),
        ];
    }
}
