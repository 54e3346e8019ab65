using CsCheck;
using MlPipeline.Likelihood;

namespace MlPipeline.Tests.Likelihood;

public sealed class NameScorerPropertyTests
{
    private static readonly ScriptedModel Model = new("abcė😀", seed: 4, labels: ["x"]);
    private static readonly Gen<string> Names = Gen.OneOf("a", "b", "c", "ė", "😀").Array[0, 9].Select(string.Concat);

    [Fact]
    public void Names_of_all_lengths_keep_their_order_and_their_own_score() =>
        Gen.Select(Names.List[0, 200], Gen.OneOf<string?>(null, "x")).Sample((names, label) =>
        {
            var scores = new NameScorer(Model).Score(names, label).ToList();

            Assert.Equal(names, scores.Select(score => score.Name));
            Assert.All(scores, score => Assert.Equal(score.Name.EnumerateRunes().Count() + 1, score.PredictedCharacters));
            Assert.All(scores, score => Assert.Equal(Math.Log(Model.Probability(score.Name, label)), score.LogLikelihood, 1e-5));
        }, iter: 50);

    // More names than a window holds, and more of one length than a batch.
    [Fact]
    public void Windows_and_batches_leave_no_seam()
    {
        var (random, letters) = (new Random(9), new[] { "a", "b", "c", "ė", "😀" });
        var names = Enumerable.Range(0, 5000).Select(i => string.Concat(Enumerable.Range(0, i % 7).Select(_ => letters[random.Next(5)])))
            .ToList();

        var scores = new NameScorer(Model).Score(names).ToList();

        Assert.Equal(names, scores.Select(score => score.Name));
        Assert.All(scores, score => Assert.Equal(Math.Log(Model.Probability(score.Name)), score.LogLikelihood, 1e-5));
    }

    [Fact]
    public void Name_of_ten_thousand_characters_is_scored()
    {
        var name = string.Concat(Enumerable.Repeat("abcė😀", 2000));

        var score = new NameScorer(Model).Score(name);

        Assert.Equal(10_001, score.PredictedCharacters);

        // The script repeats after its first two tokens, so the middle of the name is 1,998 times the same.
        var (four, five) = (Log(4), Log(5));
        Assert.Equal(four + 1996 * (five - four), score.LogLikelihood, 0.05);

        static double Log(int times) => Math.Log(Model.Probability(string.Concat(Enumerable.Repeat("abcė😀", times))));
    }
}
