using System.Globalization;
using System.Runtime.CompilerServices;

namespace MlPipeline;

/// <summary>The most that may be asked for: what an ordinary machine's memory bears, whatever else is asked for.</summary>
internal static class Limits
{
    /// <summary>Characters of a name.</summary>
    public const int Length = 1_000_000;

    /// <summary>Characters of a prefix, suffix, pattern, regular expression, set of letters or banned text.</summary>
    public const int Text = 10_000;

    /// <summary>Characters of a prefix: it may be as long as a long name.</summary>
    public const int Prefix = 100_000;

    /// <summary>Banned texts.</summary>
    public const int Banned = 10_000;

    /// <summary>Rows of one model call.</summary>
    public const int BatchSize = 10_000;

    /// <summary>Width of a beam: each text has its state, and one row of a model call.</summary>
    public const int BeamWidth = 10_000;

    /// <summary>Characters that a beam keeps: its width times the longest name.</summary>
    public const long BeamCharacters = 100_000_000;

    /// <summary>Characters of the names of a window that is drawn together, if all were as long as may be.</summary>
    public const int WindowCharacters = 100_000_000;

    /// <summary>Groups of a beam.</summary>
    public const int BeamGroups = 1_000;

    /// <summary>Names that are kept before the first is given: the most probable ones, or a sample without replacement.</summary>
    public const int KeptNames = 1_000_000;

    /// <summary>Distinct names of a stream, of which each has to be remembered: about a gigabyte.</summary>
    public const int DistinctNames = 10_000_000;

    /// <summary>Names of one prefix that are completed together.</summary>
    public const int CompletedNames = 100_000;

    /// <summary>Texts that a search reads: time alone, as few of them are kept.</summary>
    public const int SearchTexts = 1_000_000_000;

    /// <summary>Gets a whole number that is in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It isn't.</exception>
    public static int Check(int value, int least, int most, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture,
            $"{name} must be a whole number from {least:N0} to {most:N0}."));
}
