using MlPipeline.Models;
using MlPipeline.Numerics;
using MlPipeline.Text;

namespace MlPipeline.Likelihood;

/// <summary>What the model expects after a text.</summary>
/// <param name="Text">The text so far, normalised.</param>
/// <param name="LogLikelihood">ln of the probability of all names that begin so, in nats, at most 0.</param>
/// <param name="Entropy">Of the next character, in nats: 0 where it is certain, ln of the number of choices where all are alike.</param>
/// <param name="Choices">All characters and the end, most probable first, equals by ascending id; their probabilities sum to 1.</param>
public sealed record NextCharacter(string Text, double LogLikelihood, double Entropy, IReadOnlyList<CharacterChoice> Choices)
{
    /// <summary>Gets the text so far, normalised.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public string Text
    {
        get;
        init => field = Argument.NotNull(value);
    } = Argument.NotNull(Text);

    /// <summary>Gets all characters and the end, most probable first, equals by ascending id; their probabilities sum to 1.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public IReadOnlyList<CharacterChoice> Choices
    {
        get;
        init => field = Argument.NoNulls(value);
    } = Argument.NoNulls(Choices);

    internal static NextCharacter Of(string text, double logLikelihood, ReadOnlySpan<float> logits, Vocabulary vocabulary)
    {
        var total = Logits.LogSumExp(logits);
        var (entropy, choices) = (0.0, new List<CharacterChoice>());
        for (var id = 0; id < logits.Length; id++)
        {
            if (!vocabulary.IsPredictable(id))
                continue;

            var (logProbability, probability) = (logits[id] - total, PortableMath.Exp(logits[id] - total));
            entropy -= probability == 0 ? 0 : probability * logProbability;
            choices.Add(new CharacterChoice(id == Vocabulary.Boundary ? "" : vocabulary.Tokens[id], logProbability));
        }

        return new NextCharacter(text, logLikelihood, entropy, [.. choices.OrderByDescending(choice => choice.LogProbability)]);
    }
}
