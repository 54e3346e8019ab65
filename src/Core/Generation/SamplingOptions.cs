using System.Collections.Immutable;

namespace MlPipeline.Generation;

/// <summary>
/// How the next character is drawn. The rules apply in this order: logit bias, repetition penalty, presence and frequency
/// penalty, n-gram ban; the mask of <see cref="ConstraintMode.Fast"/>; temperature, top-k, top-p, min-p, typical. The
/// defaults draw from the model's own distribution.
/// </summary>
/// <remarks>
/// What the model calls impossible stays so. Otherwise only −∞ in the bias, a ban, the mask and the filters rule a character
/// out: a logit that a penalty moves past the range of float32 stops at its end.
/// </remarks>
public record SamplingOptions : NameConstraints
{
    /// <summary>Divisor of the logits: 1 leaves them alone, towards 0 is greedy. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public float Temperature
    {
        get;
        init => field = float.IsFinite(value) && value > 0 ? value : throw Invalid(value, "a finite number above 0");
    } = 1f;

    /// <summary>Keep the k most probable characters; of equals, those with the smaller ids. Null keeps all. Default: null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? TopK
    {
        get;
        init => field = value is null or >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    }

    /// <summary>
    /// Keep the most probable characters until their probabilities reach this sum (Holtzman et al. 2020). Null keeps all.
    /// Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public float? TopP
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw Invalid(value, "a number above 0 and up to 1");
    }

    /// <summary>
    /// Keep the characters at least this share as likely as the most probable (Nguyen et al. 2024). Null keeps all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public float? MinP
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw Invalid(value, "a number above 0 and up to 1");
    }

    /// <summary>
    /// Keep the characters whose surprise is nearest to the expected one until their probabilities reach this sum (Meister
    /// et al. 2023); of equals, those with the smaller ids. Null keeps all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public float? TypicalP
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw Invalid(value, "a number above 0 and up to 1");
    }

    /// <summary>
    /// Penalty on characters that the name has, its prefix included: their logits are divided by it where positive and
    /// multiplied where negative (Keskar et al. 2019). 1 leaves them alone, below 1 favours repetition. Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public float RepetitionPenalty
    {
        get;
        init => field = float.IsFinite(value) && value > 0 ? value : throw Invalid(value, "a finite number above 0");
    } = 1f;

    /// <summary>Subtracted once from the logits of characters that the name has. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public float PresencePenalty
    {
        get;
        init => field = float.IsFinite(value) ? value : throw Invalid(value, "a finite number");
    }

    /// <summary>Subtracted from a character's logit for each time the name has it. Default: 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public float FrequencyPenalty
    {
        get;
        init => field = float.IsFinite(value) ? value : throw Invalid(value, "a finite number");
    }

    /// <summary>
    /// Forbids that the same n characters in a row come twice in a name; they may overlap. The name may always end. Null
    /// allows it. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? NoRepeatNGram
    {
        get;
        init => field = value is null or >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    }

    /// <summary>
    /// Added to the logits of characters: the key is one character, or empty for the end of the name; −∞ forbids. Copied.
    /// Default: none.
    /// </summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A bias is not a number, or +∞.</exception>
    public IReadOnlyDictionary<string, float> LogitBias
    {
        get;
        init => field = Argument.NotNull(value).FirstOrDefault(pair => !(pair.Value < float.PositiveInfinity)) is { Key: { } key } bad
            ? throw Invalid($"{bad.Value} for '{key}'", "finite numbers or −∞, by character")
            : value.ToImmutableDictionary();
    } = ImmutableDictionary<string, float>.Empty;

    /// <summary>Seed of the draws: the same seed gives the same names. Default: 1.</summary>
    public long Seed { get; init; } = 1;
}
