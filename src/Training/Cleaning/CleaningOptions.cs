using MlPipeline.Text;

namespace MlPipeline.Training.Cleaning;

/// <summary>What becomes of upper and lower case.</summary>
internal enum NameCase
{
    Keep,
    Lower,
    Title,
}

/// <summary>What becomes of a name that stands under two genders.</summary>
internal enum BothGenders
{
    /// <summary>A row for each: such names exist.</summary>
    Keep,

    /// <summary>No row at all.</summary>
    Drop,
}

/// <summary>Which rules clean, and how strictly.</summary>
internal sealed record CleaningOptions
{
    public NameCase Case { get; init; } = NameCase.Keep;

    /// <summary>Whether ą becomes a and ę becomes e, as in the course's file.</summary>
    public bool FoldNasals { get; init; }

    /// <summary>Whether grave, acute and tilde stay: right for languages that spell with them.</summary>
    public bool KeepStress { get; init; }

    /// <summary>Whether letters outside the Lithuanian alphabet, and apostrophes, are taken.</summary>
    public bool KeepForeign { get; init; }

    /// <summary>Whether names of several words are taken.</summary>
    public bool KeepDouble { get; init; }

    public BothGenders BothGenders { get; init; } = BothGenders.Keep;

    /// <summary>Shortest name, in characters, at least 1.</summary>
    public int MinLength
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(nameof(MinLength), value, "a whole number of at least 1");
    } = 2;

    /// <summary>Longest name, in characters, at least 1.</summary>
    public int MaxLength
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(nameof(MaxLength), value, "a whole number of at least 1");
    } = 40;

    /// <summary>The rules that change names: what a model trained on the result applies to names and prefixes.</summary>
    public Normalization ToNormalization()
    {
        List<string> rules = [Normalization.ComposeRule, Normalization.SpacesRule, Normalization.DashesRule];
        if (!KeepStress)
            rules.Add(Normalization.StressRule);
        if (FoldNasals)
            rules.Add(Normalization.FoldNasalsRule);
        if (Case != NameCase.Keep)
            rules.Add(Case == NameCase.Lower ? Normalization.LowerRule : Normalization.TitleRule);
        return Normalization.Of(rules);
    }

    /// <summary>Refuses a value, with the property that holds it as a fact of the exception.</summary>
    public static ArgumentOutOfRangeException Invalid(string property, object value, string expected) => new(property, value, $"{property} must be {expected}.");
}
