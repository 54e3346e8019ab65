using MlPipeline.Corpus.Fetching.Course;
using MlPipeline.Corpus.Fetching.Vlkk;
using MlPipeline.Data;

namespace MlPipeline.Corpus.Cleaning;

/// <summary>
/// What a table itself says of the language of its names. Names alone are no evidence: only files that say where they come from count.
/// </summary>
internal static class LanguageOfSource
{
    /// <summary>Finds the language.</summary>
    /// <param name="path">The input as it was given.</param>
    /// <param name="header">Its columns.</param>
    /// <param name="source">Its hash.</param>
    /// <returns>The language, and why as the end of a sentence.</returns>
    public static (CleaningLanguage Language, string Reason) Find(string path, IReadOnlyList<string> header, CleaningSource source)
    {
        if (NameTable.WroteHeader(header))
            return (CleaningLanguage.Lithuanian, "as its columns are those of fetch vlkk");
        if (source.Sha256 == CourseFile.Sha256)
            return (CleaningLanguage.Lithuanian, "as it is the file of fetch course");
        return RulesBeside(path) is { } rules
            ? (CleaningLanguage.Of(rules.Language ?? CleaningLanguage.Lithuanian.Code),
                $"as {Path.GetFileName(RulesFile.PathOf(path))} says")
            : (CleaningLanguage.None, "as the file names none");
    }

    // Rules of another state of the file say nothing of this one.
    private static RulesFile? RulesBeside(string path)
    {
        try
        {
            return RulesFile.Find(path);
        }
        catch (DataFileException)
        {
            return null;
        }
    }
}
