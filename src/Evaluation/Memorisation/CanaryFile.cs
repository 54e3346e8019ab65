using MlPipeline.Data;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Evaluation.Memorisation;

/// <summary>A name that was planted among the training names, and what it was drawn from.</summary>
/// <param name="Name">The name, normalised.</param>
/// <param name="Pattern">The name with <c>?</c> in the places of letters that were drawn.</param>
/// <param name="Row">Its row in the file, counted from 1 with the header.</param>
internal sealed record Canary(string Name, string Pattern, long Row);

/// <summary>Reads planted canaries from a CSV file with the columns <c>name</c> and <c>pattern</c>.</summary>
internal static class CanaryFile
{
    /// <summary>The character that stands for any letter.</summary>
    public const char Blank = '?';

    /// <summary>The column of the patterns.</summary>
    public const string PatternColumn = "pattern";

    private const string NameColumn = "name";
    private const long MostNames = 2_000_000;

    /// <summary>
    /// Gets the letters that a blank stands for: the small letters of the vocabulary, or all its characters where it has none.
    /// </summary>
    public static IReadOnlyList<string> LettersOf(Vocabulary vocabulary)
    {
        var characters = vocabulary.Tokens.Skip(vocabulary.FirstCharacter).ToList();
        var small = characters.Where(character => char.IsLower(character, 0)).ToList();
        return small.Count > 0 ? small : characters;
    }

    /// <summary>Gets the column of the names, which has a name of its own where training names have only a number.</summary>
    /// <param name="column">Column of the training names.</param>
    /// <param name="dialect">How the training names are written.</param>
    public static string NameColumnOf(string column, CsvDialect dialect) => dialect.HasHeader ? column : NameColumn;

    /// <summary>Reads them.</summary>
    /// <param name="path">The file, which always has a header.</param>
    /// <param name="dialect">How the training names are written.</param>
    /// <param name="column">Column of the names among these.</param>
    /// <param name="manifest">The model's.</param>
    /// <exception cref="DataFileException">A name doesn't fit its pattern, or a pattern allows too many names.</exception>
    public static IReadOnlyList<Canary> Read(string path, CsvDialect dialect, string column, ModelManifest manifest)
    {
        using var table = CsvTable.Open(path, dialect with { HasHeader = true });
        var (name, pattern, letters) = (
            table.IndexOf(NameColumnOf(column, dialect)), table.IndexOf(PatternColumn), LettersOf(manifest.Vocabulary));
        IReadOnlyList<Canary> canaries = [.. table.Rows()
            .Select(row => new Canary(manifest.Normalization.Apply(row.Fields[name]), row.Fields[pattern].Trim(), row.Number))];
        if (canaries.Count == 0)
        {
            throw new DataFileException(
                path, null,
                "there are no canaries in it. Add a row for each: the name that was planted, and its pattern, such as 'Žm???as'.");
        }

        foreach (var canary in canaries)
        {
            if (Refuse(canary) is { } problem)
                throw new DataFileException(path, canary.Row, problem);
        }

        return canaries;

        string? Refuse(Canary canary)
        {
            var blanks = canary.Pattern.Count(character => character == Blank);
            if (blanks == 0)
                return $"the pattern '{canary.Pattern}' has no '{Blank}'. Put one in the place of every letter that was drawn.";
            if (Math.Pow(letters.Count, blanks) > MostNames)
            {
                return $"the pattern '{canary.Pattern}' allows {letters.Count}^{blanks} names, and at most {MostNames:N0} are compared. " +
                    $"Draw fewer letters.";
            }

            if (manifest.Vocabulary.IndexOfUnknown(canary.Name) >= 0)
                return $"'{canary.Name}' holds a character that the model lacks: it was not planted there.";
            return Fits(canary)
                ? null
                : $"'{canary.Name}' doesn't fit its pattern '{canary.Pattern}', in which '{Blank}' stands for one of " +
                    $"{MessageText.Shorten(string.Concat(letters))}.";
        }

        bool Fits(Canary canary) => canary.Name.Length == canary.Pattern.Length && canary.Name.Zip(canary.Pattern).All(
            pair => pair.Second == pair.First || (pair.Second == Blank && letters.Contains(pair.First.ToString(), StringComparer.Ordinal)));
    }
}
