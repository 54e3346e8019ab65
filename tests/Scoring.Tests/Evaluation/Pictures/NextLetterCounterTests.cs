using MlPipeline.Evaluation.Fit;
using MlPipeline.Likelihood;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Tests.Evaluation.Pictures;

public sealed class NextLetterCounterTests
{
    [Fact]
    public void Rows_are_means_of_the_model_and_capitals_go_with_their_small_letters()
    {
        var scorer = new NameScorer(new CopyingModel(["Ab", "ab", "ba"], Vocabulary.Of(["Aab"]), strange: 1e-6));
        var counter = new NextLetterCounter();

        foreach (var scores in scorer.Explain([("Ab", (string?)null), ("ba", null)]))
            counter.Add(scores);
        var table = counter.ToTable();

        Assert.Equal(["^", "a", "b"], table.Rows);
        Assert.Equal(["a", "b", "$"], table.Columns);
        Assert.Equal([2.0 / 3, 1.0 / 3, 0], table.Probabilities[0].Select(share => Math.Round(share, 4)), (x, y) => Math.Abs(x - y) < 1e-4);
        Assert.Equal([0, 0.5, 0.5], table.Probabilities[1].Select(share => Math.Round(share, 4)));   // A continues b, the a of ba ends
        Assert.All(table.Probabilities, row => Assert.Equal(1, row.Sum(), 9));
    }
}
