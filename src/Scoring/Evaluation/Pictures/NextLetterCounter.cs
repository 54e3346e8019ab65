using MlPipeline.Likelihood;
using MlPipeline.Scoring.Evaluation.Report;
using MlPipeline.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Scoring.Evaluation.Pictures;

/// <summary>Adds up what the model expects after each letter of the held-out names; capitals go with their small letters. Not thread-safe.</summary>
internal sealed class NextLetterCounter
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
                var letter = choice.Character.Length == 0 ? End : SimpleCase.Lower(choice.Character);
                row[letter] = row.GetValueOrDefault(letter) + choice.Probability;
            }

            before = SimpleCase.Lower(score.Character);
        }
    }

    /// <summary>Gets the means, rows and columns in the order of the alphabet.</summary>
    public NextLetters ToTable()
    {
        IReadOnlyList<string> rows = [Start, .. _sums.Keys.Where(letter => letter != Start).OrderBy(letter => letter, LithuanianAlphabet.Comparer)];
        IReadOnlyList<string> columns = [.. _sums[Start].Keys.Where(letter => letter != End).OrderBy(letter => letter, LithuanianAlphabet.Comparer), End];
        return new NextLetters(rows, columns, [.. rows.Select(row => (IReadOnlyList<double>)[.. columns.Select(column => _sums[row][column] / _sums[row].Values.Sum())])]);
    }
}
