namespace MlPipeline.Generation;

/// <summary>How a beam search looks for names.</summary>
public sealed record BeamOptions : NameConstraints
{
    /// <summary>Texts that are kept at each length, over all groups, from 1 to 10,000. Default: 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int Width
    {
        get;
        init => field = value is >= 1 and <= Limits.BeamWidth ? value : throw Invalid(value, "a whole number from 1 to 10,000");
    } = 10;

    /// <summary>
    /// Groups that share the width evenly and keep away from each other (diverse beam search, Vijayakumar et al. 2018), from
    /// 1 to 1,000. Default: 1, an ordinary beam search.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less or more.</exception>
    public int Groups
    {
        get;
        init => field = value is >= 1 and <= Limits.BeamGroups ? value : throw Invalid(value, "a whole number from 1 to 1,000");
    } = 1;

    /// <summary>
    /// Nats that a character costs a group for each text of an earlier group that takes it at the same length (Hamming
    /// diversity), at least 0. Default: 0.5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number of at least 0.</exception>
    public double Diversity
    {
        get;
        init => field = double.IsFinite(value) && value >= 0 ? value : throw Invalid(value, "a finite number of at least 0");
    } = 0.5;
}
