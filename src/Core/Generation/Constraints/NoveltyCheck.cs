using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Asks the fingerprints of the data's names whether a whole name is new.</summary>
/// <param name="names">The fingerprints: <see cref="ModelManifest.KnownNames"/>.</param>
/// <param name="vocabulary">The characters of names.</param>
/// <param name="minEdits">Least edits to every one of them: 1 or 2.</param>
internal sealed class NoveltyCheck(NameFingerprints names, Vocabulary vocabulary, int minEdits)
{
    /// <summary>The fingerprints can't be listed, so that what is near a name must be: it grows too fast beyond one edit.</summary>
    public const int MaxMinEdits = 2;

    private readonly string[] _characters = [.. vocabulary.Tokens.Skip(vocabulary.FirstCharacter)];

    /// <summary>Gets how many fingerprints are taken of a name of this length.</summary>
    public int CostOf(int length) => minEdits == 1 ? 1 : 1 + length + (2 * length + 1) * _characters.Length;

    /// <summary>Says whether a name is far enough from all names of the data.</summary>
    /// <param name="text">Token ids of its characters.</param>
    public bool IsNew(ReadOnlySpan<int> text)
    {
        var characters = new string[text.Length];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = vocabulary.Tokens[text[i]];

        var name = string.Concat(characters);
        return !names.Contains(name) && (minEdits == 1 || !Neighbours(name, characters).Any(names.Contains));
    }

    // All texts one edit away, some twice, and the name itself.
    private IEnumerable<string> Neighbours(string name, string[] characters)
    {
        var (start, end) = (0, 0);
        for (var i = 0; i <= characters.Length; i++, start = end)
        {
            foreach (var other in _characters)
                yield return name.Insert(start, other);
            if (i == characters.Length)
                yield break;

            end = start + characters[i].Length;
            yield return name.Remove(start, end - start);
            foreach (var other in _characters)
                yield return string.Concat(name.AsSpan(0, start), other, name.AsSpan(end));
        }
    }
}
