using System.Runtime.InteropServices;
using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>A name drawn character by character (ancestral sampling).</summary>
internal sealed class SampledDraw : DrawInProgress
{
    private readonly DrawPlan _plan;
    private readonly uint _sample;
    private readonly List<int> _text;
    private readonly float[] _scratch;
    private PrefixNode _node;
    private ConstraintState _state;
    private double _logLikelihood;

    public SampledDraw(DrawPlan plan, Prompt prompt, uint sample, float[] scratch)
    {
        (_plan, _sample, _scratch, _node) = (plan, sample, scratch, prompt.Node!);
        (_text, _state, _logLikelihood) = ([.. prompt.Prefix], plan.Constraints.Start, prompt.LogLikelihood);
    }

    private ReadOnlySpan<int> Text => CollectionsMarshal.AsSpan(_text);

    public override bool TryEnd(PrefixTree tree, out Draw draw)
    {
        while (tree.Want(_node))
        {
            var logits = tree.Logits(_node);
            logits.CopyTo(_scratch);
            if (!_plan.Sampler.TryShape(_scratch, Text, _plan.Mode == ConstraintMode.Fast ? Mask : null))
                return End(DrawOutcome.DeadEnd, out draw);

            var token = TokenSampler.Choose(_scratch, Philox.Uniform(_plan.Seed, _plan.Prompt.Row, _sample, (uint)_text.Count));
            if (token != Vocabulary.Boundary
                && (_text.Count == _plan.Constraints.MaxLength || !_plan.Constraints.TryNext(_state, token, _text.Count, out _state)))
            {
                return End(DrawOutcome.TooLong, out draw);
            }

            _logLikelihood += Logits.LogProbability(logits, token);
            if (token == Vocabulary.Boundary)
            {
                return End(
                    _plan.Constraints.Accepts(_state, Text)
                        ? DrawOutcome.Name
                        : _text.Count == 0 ? DrawOutcome.Empty : DrawOutcome.Known, out draw);
            }

            _text.Add(token);
            _node = tree.Child(_node, token);
        }

        draw = default;
        return false;
    }

    private void Mask(Span<float> logits) => _plan.Constraints.Mask(logits, _state, Text);

    private bool End(DrawOutcome outcome, out Draw draw)
    {
        var isName = outcome == DrawOutcome.Name || (outcome == DrawOutcome.TooLong && _plan.Constraints.Accepts(_state, Text));
        draw = new Draw(_plan.Prompt, _sample, outcome, isName ? _plan.Vocabulary.Write(Text) : "", _logLikelihood);
        return true;
    }
}
