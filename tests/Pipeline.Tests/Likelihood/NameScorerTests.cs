using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Tests.Likelihood;

public sealed class NameScorerTests
{
    [Fact]
    public void Score_is_the_product_of_the_table_in_the_order_of_the_names()
    {
        var model = new ScriptedModel("abė", labels: ["x"]);
        string[] names = ["ab", "", "ėėėėė", "a", "ba", "ab"];

        var scores = new NameScorer(model).Score(names, "x").ToList();

        Assert.Equal(names, scores.Select(score => score.Name));
        Assert.Equal([3, 1, 6, 2, 3, 3], scores.Select(score => score.PredictedCharacters));
        Assert.All(scores, score => Assert.Equal(Math.Log(model.Probability(score.Name, "x")), score.LogLikelihood, 1e-6));
        Assert.All(scores, score => Assert.Equal(-score.LogLikelihood / score.PredictedCharacters, score.NatsPerCharacter));
    }

    // Σ over all names of up to 6 letters, and over all 7-letter beginnings, is everything that can happen.
    [Fact]
    public void Probabilities_sum_to_one()
    {
        var model = new ScriptedModel("ab", seed: 5);
        var scorer = new NameScorer(model);

        var short_ = scorer.Score(ScriptedModel.AllNames("ab", 6)).Sum(score => Math.Exp(score.LogLikelihood));
        var longer = scorer.Score(ScriptedModel.AllNames("ab", 7).Where(name => name.Length == 7))
            .Sum(score => Math.Exp(score.LogLikelihood) / EndProbability(model, score.Name));

        Assert.Equal(1, short_ + longer, 1e-6);
    }

    [Fact]
    public void Names_are_normalised_as_the_model_asks()
    {
        var model = new ScriptedModel("ė");

        var score = new NameScorer(model).Score(" e\u0307 ");

        Assert.Equal(("ė", 2), (score.Name, score.PredictedCharacters));
    }

    [Fact]
    public void Many_names_are_scored_as_they_come()
    {
        var model = new ScriptedModel("ab");
        var read = 0;

        _ = new NameScorer(model).Score(Enumerable.Repeat("ab", 1_000_000).Select(name =>
        {
            read++;
            return name;
        })).First();

        Assert.InRange(read, 1, 10_000);
    }

    [Fact]
    public void Unknown_letters_and_labels_are_refused()
    {
        var scorer = new NameScorer(new ScriptedModel("ab"));

        Assert.Throws<UnknownCharacterException>(() => scorer.Score("abc"));
        Assert.Throws<ArgumentException>(() => scorer.Score("ab", "female"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Every_row_is_scored_under_its_own_label(int batchSize)
    {
        var scorer = new NameScorer(new ScriptedModel("ab", labels: ["x", "y"]));
        (string Name, string? Label)[] rows = [("ab", "x"), ("ab", null), ("ab", "y"), ("", "x"), ("ba", "x"), ("ab", "x")];

        var scores = scorer.Score(rows, batchSize).ToList();

        Assert.Equal(rows.Select(row => scorer.Score(row.Name, row.Label)), scores);
        Assert.Equal(3, scores.Where(score => score.Name == "ab").Select(score => score.LogLikelihood).Distinct().Count());
    }

    [Fact]
    public void Rows_are_scored_up_to_one_that_cannot_be_and_to_a_cancellation()
    {
        var scorer = new NameScorer(new ScriptedModel("ab", labels: ["x"]));
        using var source = new CancellationTokenSource();
        var scored = new List<string>();

        Assert.Throws<ArgumentOutOfRangeException>(() => scorer.Score([("a", "x")], batchSize: 0));
        Assert.Throws<ArgumentException>(() =>
        {
            foreach (var score in scorer.Score([("a", "x"), ("b", null), ("a", "no one"), ("b", "x")]))
                scored.Add(score.Name);
        });
        source.Cancel();

        Assert.Equal(["a", "b"], scored);
        Assert.Throws<OperationCanceledException>(() => scorer.Score([("a", "x")], cancellationToken: source.Token).Count());
    }

    private static double EndProbability(ScriptedModel model, string name)
    {
        var tokens = model.Manifest.Vocabulary.EncodeCharacters(name);
        return Math.Exp(Logits.LogProbability(model[tokens[^2], tokens[^1]], Vocabulary.Boundary));
    }
}
