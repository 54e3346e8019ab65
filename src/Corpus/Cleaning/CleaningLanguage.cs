using MlPipeline.Text;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>
/// The language that names are cleaned for, or none: only a language that is asked for folds and drops what is foreign to it.
/// </summary>
/// <param name="Code">ISO 639 code in lower case, or <c>none</c>.</param>
internal sealed record CleaningLanguage(string Code)
{
    /// <summary>No language: names of any script, as they are spelt.</summary>
    public static CleaningLanguage None { get; } = new("none");

    /// <summary>Lithuanian: an alphabet of 32 letters, stress marks that dictionaries add, single given names.</summary>
    public static CleaningLanguage Lithuanian { get; } = new("lt");

    /// <summary>Whether the rules of Lithuanian clean.</summary>
    public bool IsLithuanian => this == Lithuanian;

    /// <summary>What is printed: the code, and what it means where it has no rules of its own.</summary>
    public override string ToString() => Code;

    /// <summary>Reads a code; a region or script after it is passed over.</summary>
    /// <param name="text"><c>none</c>, or a language tag such as <c>lt</c>, <c>tr-TR</c>.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static CleaningLanguage Of(string text)
    {
        var code = text.Split('-', '_')[0].ToLowerInvariant();
        return code == None.Code || (code.Length is 2 or 3 && code.All(char.IsAsciiLetter))
            ? new CleaningLanguage(code)
            : throw CleaningOptions.Invalid(
                nameof(CleaningOptions.Language), text, "none or a code of two or three letters, such as lt or tr");
    }

    /// <summary>Gets the rule that changes case.</summary>
    /// <param name="options">What is asked for, other than keeping it.</param>
    public string CaseRule(CleaningOptions options)
    {
        var isLower = options.Case == NameCase.Lower;

        // Of names in the Lithuanian alphabet the oldest rules know all, and so every version reads a model of them.
        if (IsLithuanian && !options.KeepForeign)
            return isLower ? Normalization.LowerRule : Normalization.TitleRule;

        return isLower
            ? Normalization.LowerWordsRule + (Code is "tr" or "az" ? "-tr" : IsLithuanian && options.KeepStress ? "-lt" : "")
            : Normalization.TitleWordsRule + Code switch
            {
                "tr" or "az" => "-tr",
                "nl" or "uz" => "-" + Code,
                "lt" when options.KeepStress => "-lt",
                _ => "",
            };
    }
}
