namespace MlPipeline.Scoring.Evaluation.Report;

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
    /// <summary>Gets the parts by what stands among the training names.</summary>
    public static IReadOnlyList<HeldOutPart> ByTrainingNames { get; } =
    [
        new(".known_family", "names with a near twin among the training names", name => !name.IsNewFamily),
        new(".new_family", "names of new families (as a family split holds out)", name => name.IsNewFamily),
        new(".known", "names that are training names too", name => name.Distance == 0),
        new(".near", "names 1 edit from a training name", name => name.Distance == 1),
        new(".far", "far names: 2 edits or more from every training name", name => name.Distance >= 2),
    ];

    /// <summary>Gets the parts by label, in ordinal order.</summary>
    public static IEnumerable<HeldOutPart> ByLabel(IEnumerable<IHeldOutName> names) => names.Select(name => name.Label).OfType<string>().Distinct().Order(StringComparer.Ordinal)
        .Select(label => new HeldOutPart($".label={label}", $"label {label}", name => name.Label == label));
}
