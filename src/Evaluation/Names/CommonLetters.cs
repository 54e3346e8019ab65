using MlPipeline.Data;
using MlPipeline.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Evaluation.Names;

/// <summary>Which letters plots show that have a place for each: what is quadratic in the alphabet must not grow with it.</summary>
internal static class CommonLetters
{
    /// <summary>Most letters that are shown; capitals count as their small letters.</summary>
    public const int Most = 60;

    /// <summary>What stands for all other letters.</summary>
    public const string Other = "other";

    /// <summary>Chooses the commonest small letters of the training names.</summary>
    /// <returns>Null where the vocabulary has so few letters that all are shown.</returns>
    public static IReadOnlySet<string>? Of(Vocabulary vocabulary, IEnumerable<NameRecord> training)
    {
        if (vocabulary.Tokens.Skip(vocabulary.FirstCharacter).Select(letter => SimpleCase.Lower(letter)).Distinct(StringComparer.Ordinal)
            .Count() <= Most)
        {
            return null;
        }

        var counts = training.SelectMany(record => NameFeatures.Letters(record.Name)).CountBy(letter => letter, StringComparer.Ordinal);
        return counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(Most)
            .Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
    }
}
