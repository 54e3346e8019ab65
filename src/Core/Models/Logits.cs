using System.Numerics;
using MlPipeline.Numerics;
using MlPipeline.Text;

namespace MlPipeline.Models;

/// <summary>Turns unnormalised log-probabilities into log-probabilities, in double precision.</summary>
public static class Logits
{
    private const float Impossible = -1e38f; // the model's own −3.4·10³⁸, and nothing that a network computes

    /// <summary>Sums the exponentials and takes the logarithm, without overflow.</summary>
    /// <param name="logits">At least one finite value.</param>
    /// <returns>ln Σ exp(logit).</returns>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var max = double.NegativeInfinity;
        foreach (var logit in logits)
            max = Math.Max(max, logit);

        var sum = 0.0;
        foreach (var logit in logits)
            sum += PortableMath.Exp(logit - max);

        return max + PortableMath.Log(sum);
    }

    /// <summary>Finds the largest of at least one value; NaN where one is.</summary>
    internal static float Max(ReadOnlySpan<float> values)
    {
        var (max, i) = (float.NegativeInfinity, 0);
        if (values.Length >= Vector<float>.Count)
        {
            var largest = new Vector<float>(values);
            for (i = Vector<float>.Count; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
                largest = Vector.Max(largest, new Vector<float>(values[i..]));
            for (var lane = 0; lane < Vector<float>.Count; lane++)
                max = MathF.Max(max, largest[lane]);
        }

        for (; i < values.Length; i++)
            max = MathF.Max(max, values[i]);
        return max;
    }

    /// <summary>Gets the log-probability of one token, in nats.</summary>
    /// <param name="logits">Logits of all V tokens.</param>
    /// <param name="id">Token id in [0, V).</param>
    public static double LogProbability(ReadOnlySpan<float> logits, long id) => logits[(int)id] - LogSumExp(logits);

    /// <summary>Checks that logits are finite, and that something can follow.</summary>
    /// <param name="logits">Logits of any number of rows of V tokens.</param>
    /// <param name="vocabulary">The vocabulary of V tokens.</param>
    /// <param name="source">What errors call the model.</param>
    /// <exception cref="ModelFileException">They are not.</exception>
    internal static void Check(ReadOnlySpan<float> logits, Vocabulary vocabulary, string source)
    {
        if (FindProblem(logits, vocabulary) is { } problem)
        {
            throw new ModelFileException(
                source, $"it computes {problem}: its weights are too large, or the state that it was given is damaged. Train it again, " +
                    $"or read the text again.");
        }
    }

    private static string? FindProblem(ReadOnlySpan<float> logits, Vocabulary vocabulary)
    {
        if (FiniteNumbers.FindOther(logits) is { } other)
            return $"the logit {FiniteNumbers.NameOf(other)}";

        for (; logits.Length >= vocabulary.Count; logits = logits[vocabulary.Count..])
        {
            if (logits[Vocabulary.Boundary] <= Impossible && Max(logits[vocabulary.FirstCharacter..vocabulary.Count]) <= Impossible)
                return "logits after which nothing can follow";
        }

        return null;
    }

    /// <summary>Whether a logit is that of a token that can't follow.</summary>
    internal static bool IsImpossible(float logit) => logit <= Impossible;

    /// <summary>Sets the logits of the tokens that can't follow to −∞, so that no arithmetic can make them possible.</summary>
    /// <param name="logits">Logits of all V tokens.</param>
    /// <param name="vocabulary">The vocabulary of V tokens.</param>
    internal static void Mask(Span<float> logits, Vocabulary vocabulary)
    {
        for (var id = 0; id < logits.Length; id++)
        {
            if (logits[id] <= Impossible || !vocabulary.IsPredictable(id))
                logits[id] = float.NegativeInfinity;
        }
    }
}
