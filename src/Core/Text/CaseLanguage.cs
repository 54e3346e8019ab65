namespace MlPipeline.Text;

/// <summary>Languages whose letters change case otherwise than everybody's.</summary>
internal enum CaseLanguage
{
    /// <summary>Any other language.</summary>
    Any,

    /// <summary>i and j keep their dot under an accent, which is a mark of its own; the capital has none.</summary>
    Lithuanian,

    /// <summary>IJ is one letter at the beginning of a word; 't, 's and 'n stay small.</summary>
    Dutch,

    /// <summary>İ and i are a pair, and I and ı. Azerbaijani too.</summary>
    Turkish,

    /// <summary>An apostrophe is part of the letters oʻ and gʻ, and no new word begins after it.</summary>
    Uzbek,
}
