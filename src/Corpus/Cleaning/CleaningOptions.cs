using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>Letter case of the cleaned names.</summary>
internal enum NameCase
{
    Keep,
    Lower,
    Title,
}

/// <summary>What becomes of a name that is under two genders.</summary>
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
    /// <summary>The language whose rules clean; none folds nothing and drops nothing as foreign.</summary>
    public CleaningLanguage Language { get; init; } = CleaningLanguage.None;

    public NameCase Case { get; init; } = NameCase.Keep;

    /// <summary>Whether ą becomes a and ę becomes e, as in the course's file.</summary>
    public bool FoldNasals { get; init; }

    /// <summary>Whether grave, acute and tilde stay: of interest for Lithuanian, whose dictionaries add them.</summary>
    public bool KeepStress { get; init; }

    /// <summary>Whether letters outside the Lithuanian alphabet, and apostrophes, are taken.</summary>
    public bool KeepForeign { get; init; }

    /// <summary>Whether names of several words are taken.</summary>
    public bool KeepDouble { get; init; }

    /// <summary>Whether names that the language's alphabet can't write are dropped.</summary>
    public bool DropsForeign => Language.IsLithuanian && !KeepForeign;

    /// <summary>Whether names of several words are dropped: Lithuanian ones are double names.</summary>
    public bool DropsDouble => Language.IsLithuanian && !KeepDouble;

    public BothGenders BothGenders { get; init; } = BothGenders.Keep;

    /// <summary>Shortest name, in characters, from 1 to 1,000,000.</summary>
    public int MinLength
    {
        get;
        init => field = Limits.Check(value, 1, Limits.Length, nameof(MinLength));
    } = 2;

    /// <summary>Longest name, in characters, from 1 to 1,000,000.</summary>
    public int MaxLength
    {
        get;
        init => field = Limits.Check(value, 1, Limits.Length, nameof(MaxLength));
    } = 40;

    /// <summary>The rules that change names: what a model trained on the result applies to names and prefixes.</summary>
    public Normalization ToNormalization()
    {
        List<string> rules = [Normalization.ComposeRule, Normalization.SpacesRule];
        rules.AddRange(Language.IsLithuanian ? [Normalization.DashesRule] : [Normalization.DirectionsRule, Normalization.HyphensRule]);
        if (Language.IsLithuanian && !KeepStress)
            rules.Add(Normalization.StressRule);
        if (FoldNasals)
            rules.Add(Normalization.FoldNasalsRule);
        if (Case != NameCase.Keep)
            rules.Add(Language.CaseRule(this));
        return Normalization.Of(rules);
    }

    /// <summary>Refuses a value, with the property that holds it as a fact of the exception.</summary>
    public static ArgumentOutOfRangeException Invalid(string property, object value, string expected) =>
        new(property, value, $"{property} must be {expected}.");
}
