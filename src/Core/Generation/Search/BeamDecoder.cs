using MlPipeline.Decoding;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// A beam search: at each length it keeps the most probable texts. With several groups, one after the other chooses, and pays
/// for characters that the groups before took (Vijayakumar et al., "Diverse beam search", AAAI 2018).
/// </summary>
internal sealed class BeamDecoder(
    Vocabulary vocabulary, ConstraintAutomaton constraints, Prompt prompt, BeamOptions options) : Decoder<RankedName>
{
    private readonly List<BeamGroup> _groups = [.. Enumerable.Range(0, options.Groups).Select(group =>
        new BeamGroup(constraints, options.Width / options.Groups + (group < options.Width % options.Groups ? 1 : 0), options.Diversity))];
    private bool _isStarted;

    public override void Advance(PrefixTree tree)
    {
        if (!prompt.TryRead(tree))
            return;

        if (!_isStarted)
        {
            foreach (var group in _groups)
                group.Start(new BeamText(prompt.Node!, prompt.Prefix.ToArray(), prompt.LogLikelihood, constraints.Start));
            _isStarted = true;
        }

        while (!IsDone && IsKnown(tree))
        {
            var taken = new int[tree.Width];
            foreach (var group in _groups)
                group.Step(tree, taken);
            if (_groups.TrueForAll(group => group.Live.Count == 0))
                End();
        }
    }

    private bool IsKnown(PrefixTree tree)
    {
        var isKnown = true;
        foreach (var text in _groups.SelectMany(group => group.Live))
            isKnown &= tree.Want(text.Node);
        return isKnown;
    }

    private void End()
    {
        var names = _groups.SelectMany(group => group.Ended)
            .Select(text => (Name: vocabulary.Write(text.Characters), text.LogLikelihood))
            .DistinctBy(name => name.Name)
            .OrderByDescending(name => name.LogLikelihood).ThenBy(name => name.Name, StringComparer.Ordinal);
        foreach (var (i, (name, logLikelihood)) in names.Index())
            Results.Enqueue(new RankedName(i + 1, name, logLikelihood));
        IsDone = true;
    }
}
