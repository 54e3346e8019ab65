using MlPipeline.Evaluation.Names;
using MlPipeline.Evaluation.Report;
using MlPipeline.Likelihood;
using MlPipeline.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Evaluation.Fit;

/// <summary>
/// Adds up what the model expects after each letter of the held-out names; capitals go with their small letters. Not thread-safe.
/// </summary>
/// <param name="shown">The small letters that have a place of their own; null for all.</param>
internal sealed class NextLetterCounter(IReadOnlySet<string>? shown = null)
{
    private const string Start = "^";
    private const string End = "$";

    private readonly Dictionary<string, Dictionary<string, double>> _sums = [];

    /// <summary>Adds a name.</summary>
    /// <param name="scores">One for each of its characters and one for its end.</param>
    public void Add(IReadOnlyList<CharacterScore> scores)
    {
        var before = Start;
        foreach (var score in scores)
        {
            if (!_sums.TryGetValue(before, out var row))
                _sums[before] = row = [];
            foreach (var choice in score.Expected.Choices)
            {
                var letter = choice.Character.Length == 0 ? End : PlaceOf(choice.Character);
                row[letter] = row.GetValueOrDefault(letter) + choice.Probability;
            }

            before = PlaceOf(score.Character);
        }
    }

    /// <summary>Gets the means, rows and columns in the order of the alphabet.</summary>
    public NextLetters ToTable()
    {
        IReadOnlyList<string> rows = [Start, .. Ordered(_sums.Keys.Where(letter => letter != Start))];
        IReadOnlyList<string> columns = [.. Ordered(_sums[Start].Keys.Where(letter => letter != End)), End];
        return new NextLetters(
            rows, columns,
            [.. rows.Select(
                row => (IReadOnlyList<double>)[.. columns.Select(column => _sums[row][column] / _sums[row].Values.Sum())])]);

        static IEnumerable<string> Ordered(IEnumerable<string> letters) =>
            letters.OrderBy(letter => letter == CommonLetters.Other).ThenBy(letter => letter, LithuanianAlphabet.Comparer);
    }

    private string PlaceOf(string character)
    {
        var letter = SimpleCase.Lower(character);
        return shown?.Contains(letter) == false ? CommonLetters.Other : letter;
    }
}
