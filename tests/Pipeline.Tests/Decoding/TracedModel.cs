using MlPipeline.Models;

namespace MlPipeline.Tests.Decoding;

/// <summary>
/// A scripted model that writes down which texts each call evaluates. The state is the number of the text, so a row that
/// is read from another text's state shows as a text that no one asked for.
/// </summary>
internal sealed class TracedModel(ScriptedModel model) : ICharacterModel
{
    private readonly List<string> _texts = [""];

    public ModelManifest Manifest => model.Manifest;

    /// <summary>The texts of each call, with a leading <c>^</c> for the start, or the label in angle brackets.</summary>
    public List<string[]> Calls { get; } = [];

    /// <summary>All texts in the order of their evaluation.</summary>
    public IEnumerable<string> Texts => Calls.SelectMany(texts => texts);

    /// <summary>Called before each call with the number of calls before it.</summary>
    public Action<int>? BeforeCall { get; init; }

    public void Forward(long[] tokens, RecurrentState state, ref float[] logits)
    {
        Assert.Equal(state.Batch, tokens.Length);
        BeforeCall?.Invoke(Calls.Count);
        var (width, rows) = (Manifest.Vocabulary.Count, new string[tokens.Length]);
        logits = logits.Length == tokens.Length * width ? logits : new float[tokens.Length * width];
        for (var row = 0; row < rows.Length; row++)
        {
            var before = _texts[(int)state.Hidden[row]];
            rows[row] = before + (tokens[row] == 1 ? "^" : Manifest.Vocabulary.Tokens[(int)tokens[row]]);
            model[before.Length == 0 ? 0 : TokenOf(before), tokens[row]].CopyTo(logits, row * width);
            state.Hidden[row] = _texts.Count;
            _texts.Add(rows[row]);
        }

        Calls.Add(rows);
    }

    private long TokenOf(string text) => text[^1] switch
    {
        '^' => 1,
        '>' => Manifest.Vocabulary.StartOf(text.Trim('<', '>')),
        _ => Manifest.Vocabulary.EncodeCharacters(text[^1..])[0],
    };
}
