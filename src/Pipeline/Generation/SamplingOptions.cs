namespace MlPipeline.Generation;

/// <summary>
/// How the next character is drawn. The rules apply in this order: temperature, top-k, top-p, min-p. The defaults draw
/// from the model's own distribution.
/// </summary>
public record SamplingOptions : NameConstraints
{
    /// <summary>Divisor of the logits: 1 leaves them alone, towards 0 is greedy. Default: 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public float Temperature
    {
        get;
        init => field = float.IsFinite(value) && value > 0 ? value : throw Invalid(value, "a finite number above 0");
    } = 1f;

    /// <summary>Keep the k likeliest characters; of equals, those with the smaller ids. Null keeps all. Default: null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? TopK
    {
        get;
        init => field = value is null or >= 1 ? value : throw Invalid(value, "a whole number of at least 1");
    }

    /// <summary>
    /// Keep the likeliest characters until their probabilities reach this sum (Holtzman et al. 2020). Null keeps all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public float? TopP
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw Invalid(value, "a number above 0 and up to 1");
    }

    /// <summary>
    /// Keep the characters at least this share as likely as the likeliest (Nguyen et al. 2024). Null keeps all. Default: null.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not in (0, 1].</exception>
    public float? MinP
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw Invalid(value, "a number above 0 and up to 1");
    }

    /// <summary>Seed of the draws: the same seed gives the same names. Default: 1.</summary>
    public long Seed { get; init; } = 1;
}
