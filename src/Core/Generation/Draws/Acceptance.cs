namespace MlPipeline.Generation;

/// <summary>Decides, draw by draw and in their order, which draws a request takes. Not thread-safe.</summary>
internal sealed class Acceptance(GenerationOptions options, int maxLength, DrawTally? tally)
{
    private readonly HashSet<string>? _seen = options.Unique ? new(StringComparer.Ordinal) : null;
    private readonly int[] _refused = new int[Enum.GetValues<DrawOutcome>().Length];
    private int _taken, _repeated, _fruitless, _long;

    /// <summary>Draws that are too long, one after the other, of which the last is taken as it is; null takes none.</summary>
    public int? LongPatience { get; init; }

    /// <summary>Names that are still missing.</summary>
    public int Missing => options.Count - _taken;

    /// <summary>Takes a draw or refuses it.</summary>
    /// <exception cref="GenerationException">Too many draws in a row were refused.</exception>
    public bool Take(Draw draw)
    {
        tally?.Count(draw);
        _long = draw.Outcome == DrawOutcome.TooLong ? _long + 1 : 0;
        var isWanted = draw.Outcome == DrawOutcome.Name || (_long >= LongPatience && draw.Name.Length > 0);
        var isRepeated = isWanted && _seen?.Add(draw.Name) == false;
        if (isWanted && !isRepeated)
        {
            (_taken, _repeated, _fruitless, _long) = (_taken + 1, 0, 0, 0);
            Array.Clear(_refused);
            return true;
        }

        _repeated += isRepeated ? 1 : 0;
        _refused[(int)draw.Outcome] += isRepeated ? 0 : 1;
        return ++_fruitless < NameGenerator.Patience ? false : throw new GenerationException(
            $"{_taken} of {options.Count} names were found, then {NameGenerator.Patience:N0} draws in a row were refused: " +
            $"{_refused[(int)DrawOutcome.TooLong]} longer than {maxLength} characters, {_refused[(int)DrawOutcome.Empty]} empty, " +
            $"{_refused[(int)DrawOutcome.Known]} from the training data, {_refused[(int)DrawOutcome.DeadEnd]} dead ends, {_repeated} " +
                $"seen before. " +
            "Ask for fewer names, allow longer ones or raise the temperature.");
    }
}
