using MlPipeline.Generation;
using MlPipeline.Likelihood;

namespace MlPipeline.Tests.Decoding;

/// <summary>What the model is asked: each text once, all that can be asked together in one call, never more than the batch.</summary>
public sealed class EvaluationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    public void Draws_evaluate_each_text_once_in_a_window(int batchSize)
    {
        const int Windows = 4;                                           // of 64 draws, 1,936, and what the refused ones leave to be drawn
        var model = new TracedModel(new ScriptedModel("abc"));

        var names = new NameGenerator(model).Generate(new GenerationOptions { Count = 2_000, BatchSize = batchSize }).ToList();

        Assert.Equal(2_000, names.Count);
        Assert.InRange(model.Texts.CountBy(text => text).Max(text => text.Value), 1, Windows);
        Assert.InRange(model.Calls.Max(texts => texts.Length), 1, batchSize);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Prompts_share_the_texts_that_they_have_in_common(int batchSize)
    {
        var model = new TracedModel(new ScriptedModel("abc", labels: ["x"]));
        NamePrompt[] prompts = [new(0, "ab"), new(1, "abc"), new(2, "ab"), new(3, "ab", "x"), new(4, "a"), new(5, "")];

        var names = new NameGenerator(model).Complete(prompts, new GenerationOptions { Count = 100, BatchSize = batchSize }).ToList();

        Assert.Equal(600, names.Count);
        Assert.Equal(model.Texts.Distinct().Count(), model.Texts.Count());
        Assert.InRange(model.Calls.Max(texts => texts.Length), 1, batchSize);
        Assert.All(model.Texts, text => Assert.True(text[0] == '^' || text.StartsWith("<x>", StringComparison.Ordinal), text));
    }

    // All six names are under way in the first round, and what they share is read once.
    [Fact]
    public void Texts_of_a_round_are_rows_of_one_call()
    {
        var model = new TracedModel(new ScriptedModel("abc"));

        _ = new NameScorer(model).Score(["ab", "ac", "b", "", "ab", "abcc"]).ToList();

        var calls = model.Calls.Select(texts => texts.Order().ToArray());
        Assert.Equal<string[]>([["^"], ["^a", "^b"], ["^ab", "^ac"], ["^abc"], ["^abcc"]], calls);
    }

    // Only the first rounds, whose texts are few, and the last leave rows empty.
    [Fact]
    public void Rows_of_a_call_are_used()
    {
        var model = new TracedModel(new ScriptedModel("abcdefghijklmnopqrstuvwxyz", maxLength: 20));

        _ = new NameGenerator(model).Generate(new GenerationOptions { Count = 3_000, BatchSize = 16 }).ToList();

        Assert.InRange(model.Calls.Average(texts => texts.Length), 14, 16);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void Search_evaluates_each_text_once_and_only_what_may_lead_to_a_name(int batchSize)
    {
        var model = new TracedModel(new ScriptedModel("abc", maxLength: 4));

        var names = new NameSearch(model).Top(10_000, new SearchOptions { BatchSize = batchSize, Prefix = "b" });

        Assert.Equal(40, names.Count);                                   // 1 + 3 + 9 + 27 texts behind "b"
        Assert.Equal(ScriptedModel.AllNames("abc", 3).Select(name => "^b" + name).Append("^").Order(), model.Texts.Order());
        Assert.InRange(model.Calls.Max(texts => texts.Length), 1, batchSize);
    }

    [Fact]
    public void Beam_evaluates_the_texts_of_all_its_groups_in_one_call_a_length()
    {
        var model = new TracedModel(new ScriptedModel("abcd", maxLength: 6));

        _ = new NameSearch(model).Beam(new BeamOptions { Width = 12, Groups = 4 });

        Assert.Equal(model.Texts.Distinct().Count(), model.Texts.Count());
        Assert.All(model.Calls.Index(), call => Assert.All(call.Item, text => Assert.Equal(call.Index + 1, text.Length)));
        Assert.InRange(model.Calls.Max(texts => texts.Length), 1, 12);
    }
}
