using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Numerics;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>One group of a beam: the texts that it keeps and the names that it has ended.</summary>
internal sealed class BeamGroup(ConstraintAutomaton constraints, int width, double diversity)
{
    private readonly List<BeamText> _ended = [];
    private List<BeamText> _live = [];

    /// <summary>Texts that are kept.</summary>
    public IReadOnlyList<BeamText> Live => _live;

    /// <summary>Texts of whole names, most probable first, at most the width.</summary>
    public IReadOnlyList<BeamText> Ended => _ended;

    public void Start(BeamText text) => _live = [text];

    /// <summary>Goes one character on.</summary>
    /// <param name="tree">Knows all live texts.</param>
    /// <param name="taken">How many texts of the groups before took each token at this length, [V]; this group's are added.</param>
    public void Step(PrefixTree tree, int[] taken)
    {
        var extensions = _live.SelectMany((text, i) => Extend(tree, text, i, taken))
            .OrderByDescending(extension => extension.Score).ThenBy(extension => extension.Parent).ThenBy(extension => extension.Token)
                .ToList();
        var next = new List<BeamText>();                                 // still at the node of the text that each makes longer
        for (var place = 0; place < extensions.Count && next.Count < width; place++)
        {
            var (_, parent, token, text) = extensions[place];
            if (token != Vocabulary.Boundary)
                next.Add(text with { Characters = [.. _live[parent].Characters, token] });
            else if (place < width)
                End(text);
            else
                continue;
            taken[token]++;
        }

        // No text gets likelier as it grows. Texts that no one reads are kept from the tree, which forgets only what was read.
        var isOver = _ended.Count == width && next.All(text => text.LogLikelihood <= _ended[^1].LogLikelihood);
        _live = isOver ? [] : [.. next.Select(text => text with { Node = tree.Child(text.Node, text.Characters[^1]) })];
    }

    private void End(BeamText text)
    {
        var place = _ended.FindIndex(other => other.LogLikelihood < text.LogLikelihood);
        _ended.Insert(place < 0 ? _ended.Count : place, text);
        if (_ended.Count > width)
            _ended.RemoveAt(width);
    }

    private List<(double Score, int Parent, int Token, BeamText Text)> Extend(PrefixTree tree, BeamText text, int parent, int[] taken)
    {
        tree.ThrowIfCancelled();
        var logits = tree.Logits(text.Node);
        var total = Logits.LogSumExp(logits);
        var extensions = new List<(double Score, int Parent, int Token, BeamText Text)>();
        for (var token = 0; token < logits.Length; token++)
        {
            var (logLikelihood, state) = (text.LogLikelihood + (logits[token] - total), text.State); // to the last bit as others sum it up
            if (PortableMath.Exp(logits[token] - total) == 0)
                continue;

            if (token == Vocabulary.Boundary)
            {
                if (constraints.Accepts(state, text.Characters))
                    Add(text with { LogLikelihood = logLikelihood });
            }
            else if (text.Characters.Length < constraints.MaxLength && constraints.TryNext(state, token, text.Characters.Length, out state))
            {
                Add(text with { LogLikelihood = logLikelihood, State = state }); // its character is added once it is kept
            }

            void Add(BeamText longer) => extensions.Add((longer.LogLikelihood - diversity * taken[token], parent, token, longer));
        }

        return extensions;
    }
}
