using System.Collections.Immutable;
using System.Text;

namespace MlPipeline.Text;

/// <summary>
/// Maps the characters of names to token ids and back. A character is one Unicode code point: a letter with a
/// combining mark that has no composed form is two, an emoji outside the basic plane is one.
/// </summary>
/// <remarks>
/// Ids: 0 unknown (also padding), 1 boundary, one start token for each label, then the characters.
/// Immutable, and so safe for any number of threads.
/// </remarks>
public sealed class Vocabulary
{
    /// <summary>Id of the unknown character and of padding: read by the model, never generated.</summary>
    public const int Unknown = 0;

    /// <summary>Id that starts an unlabelled name and ends every name.</summary>
    public const int Boundary = 1;

    private const int FirstLabel = 2;
    private readonly ImmutableArray<string> _tokens;
    private readonly Dictionary<Rune, int> _ids = [];
    private readonly Dictionary<string, int> _starts;

    private Vocabulary(ImmutableArray<string> tokens, Dictionary<string, int> starts)
    {
        (_tokens, _starts) = (tokens, starts);
        for (var id = FirstCharacter; id < tokens.Length; id++)
            _ids.Add(Rune.GetRuneAt(tokens[id], 0), id);
    }

    /// <summary>Gets the number of ids, V.</summary>
    public int Count => _tokens.Length;

    /// <summary>Gets the id of the first character; smaller ids are special.</summary>
    public int FirstCharacter => FirstLabel + _starts.Count;

    /// <summary>Gets the token of each id: the special ones in angle brackets, then one character each.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>Gets the start token of each label; empty for a model without labels.</summary>
    public IReadOnlyDictionary<string, int> Labels => _starts;

    /// <summary>Builds the vocabulary of all characters of some names, ordered by code point.</summary>
    /// <param name="names">Normalised names; a string of all the characters will do.</param>
    /// <param name="labels">Labels that get a start token of their own, in this order.</param>
    /// <exception cref="ArgumentException">A name holds a lone surrogate, or a label stands twice.</exception>
    public static Vocabulary Of(IEnumerable<string> names, IEnumerable<string>? labels = null)
    {
        var runes = new SortedSet<Rune>();
        foreach (var name in Argument.EachNotNull(names))
        {
            foreach (var (rune, position) in Characters(name))
                runes.Add(rune ?? throw new ArgumentException($"A name holds a lone surrogate at position {position}.", nameof(names)));
        }

        string[] special = ["<unknown>", "<boundary>"];
        var starts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var label in Argument.EachNotNull(labels ?? [], nameof(labels)))
            starts.Add(label, FirstLabel + starts.Count);

        return new Vocabulary([.. special, .. starts.Keys.Select(label => $"<{label}>"), .. runes.Select(rune => rune.ToString())], starts);
    }

    /// <summary>Rebuilds a vocabulary from a model file's <c>vocabulary</c> and <c>labels</c>.</summary>
    /// <param name="tokens">The token of each id.</param>
    /// <param name="labels">Label to start token.</param>
    /// <exception cref="FormatException">The tokens are not two special ones, a start token a label, then distinct characters.</exception>
    public static Vocabulary FromTokens(IReadOnlyList<string> tokens, IReadOnlyDictionary<string, int> labels)
    {
        Argument.NoNulls(tokens);
        ArgumentNullException.ThrowIfNull(labels);
        var first = FirstLabel + labels.Count;
        if (tokens.Count <= first)
            throw new FormatException($"the vocabulary has {tokens.Count} tokens and no characters after its {first} special ones");
        if (!labels.Values.Order().SequenceEqual(Enumerable.Range(FirstLabel, labels.Count)))
            throw new FormatException($"the start tokens of the conditions are not the ids {FirstLabel} to {first - 1}");

        for (var id = first; id < tokens.Count; id++)
        {
            if (Characters(tokens[id]).ToList() is not [(not null, 0)])
                throw new FormatException($"token {id} of the vocabulary, '{tokens[id]}', is not one character");
        }

        return tokens.Skip(first).Distinct(StringComparer.Ordinal).Count() == tokens.Count - first
            ? new Vocabulary([.. tokens], labels.OrderBy(pair => pair.Value).ToDictionary(StringComparer.Ordinal))
            : throw new FormatException("the vocabulary holds a character twice");
    }

    /// <summary>Encodes a name as token ids between two boundaries.</summary>
    /// <param name="name">Normalised name of N characters, without boundaries.</param>
    /// <param name="label">The label whose start token comes first; null for the boundary.</param>
    /// <returns>Token ids, int64 [N + 2], each in [0, <see cref="Count"/>).</returns>
    /// <exception cref="UnknownCharacterException">A character is not in the vocabulary.</exception>
    /// <exception cref="ArgumentException">The vocabulary has no such label.</exception>
    public long[] Encode(string name, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [StartOf(label), .. EncodeCharacters(name), Boundary];
    }

    /// <summary>Encodes the characters alone, without boundaries.</summary>
    /// <param name="text">Normalised text of N characters.</param>
    /// <returns>Token ids, int64 [N], each in [<see cref="FirstCharacter"/>, <see cref="Count"/>).</returns>
    /// <exception cref="UnknownCharacterException">A character is not in the vocabulary.</exception>
    public long[] EncodeCharacters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<long>(text.Length);
        foreach (var (rune, position) in Characters(text))
            ids.Add(rune is { } known && _ids.TryGetValue(known, out var id) ? id : throw new UnknownCharacterException(text, position));

        return [.. ids];
    }

    /// <summary>Finds the first character that the vocabulary lacks.</summary>
    /// <param name="text">Normalised text.</param>
    /// <returns>Its index in UTF-16 code units, or -1 where all are known.</returns>
    public int IndexOfUnknown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (rune, position) in Characters(text))
        {
            if (rune is null || !_ids.ContainsKey(rune.Value))
                return position;
        }

        return -1;
    }

    /// <summary>Writes the characters of token ids; boundaries, labels and unknowns write nothing.</summary>
    /// <param name="ids">Token ids, each in [0, <see cref="Count"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside the vocabulary.</exception>
    public string Decode(IEnumerable<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (id < 0 || id >= Count)
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"A token id lies in [0, {Count}).");
            if (id >= FirstCharacter)
                text.Append(_tokens[(int)id]);
        }

        return text.ToString();
    }

    /// <summary>Writes the characters of token ids that are known to be characters.</summary>
    /// <param name="ids">Token ids, each in [<see cref="FirstCharacter"/>, <see cref="Count"/>).</param>
    internal string Write(ReadOnlySpan<int> ids)
    {
        var text = new StringBuilder(ids.Length);
        foreach (var id in ids)
            text.Append(_tokens[id]);
        return text.ToString();
    }

    /// <summary>Gets the token that starts a name with this label.</summary>
    /// <param name="label">A label of <see cref="Labels"/>; null for the boundary, which starts unlabelled names.</param>
    /// <exception cref="ArgumentException">The vocabulary has no such label.</exception>
    public int StartOf(string? label)
    {
        if (label is null)
            return Boundary;
        if (_starts.TryGetValue(label, out var start))
            return start;

        throw new ArgumentException(
            _starts.Count == 0
                ? $"The model has no labels, so it can't be asked for {MessageText.Quote(label)}. Train one with a column of labels."
                : $"The model has no label {MessageText.Quote(label)}. Its labels: {MessageText.List(_starts.Keys)}.", nameof(label));
    }

    /// <summary>Says whether the model can ever predict this id: the boundary (as the end) or a character.</summary>
    /// <param name="id">Token id in [0, <see cref="Count"/>).</param>
    public bool IsPredictable(int id) => id == Boundary || id >= FirstCharacter;

    // A lone surrogate comes as null.
    private static IEnumerable<(Rune? Rune, int Position)> Characters(string text)
    {
        for (var position = 0; position < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, position, out var rune);
            yield return (isRune ? rune : null, position);
            position += isRune ? rune.Utf16SequenceLength : 1;
        }
    }
}
