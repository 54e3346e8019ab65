using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Completions;

/// <summary>Names of a model that doesn't end them are cut at the longest length, where they are drawn freely and nowhere else.</summary>
public sealed class TruncatedCompletionTests
{
    private const int MaxLength = 5;

    private readonly ScriptedModel _model = new("abc", maxLength: MaxLength, labels: ["x"]);

    [Theory]
    [InlineData("", null)]
    [InlineData("b", "x")]
    [InlineData("bcab", null)]
    [InlineData("bcabc", "x")]
    public void Endless_name_is_cut_with_the_log_likelihood_of_its_characters(string prefix, string? label)
    {
        End(float.MinValue);

        var names = Complete(new() { Count = 7 }, new NamePrompt(3, prefix, label)).Completions;

        Assert.Equal(Enumerable.Range(1, 7), names.Select(name => name.Rank));
        Assert.Equal(names.OrderByDescending(name => name.LogLikelihood), names);
        Assert.All(names, name =>
        {
            Assert.True(name.IsTruncated);
            Assert.Equal(MaxLength, name.Name.Length);
            Assert.StartsWith(prefix, name.Name, StringComparison.Ordinal);
            Assert.Equal(LogLikelihood(name.Name, label), name.LogLikelihood, 1e-5);
        });
    }

    // The first name is draw 99, the second draw 199, whatever was drawn in between.
    [Fact]
    public void Last_of_a_hundred_long_draws_is_taken()
    {
        End(float.MinValue);

        var names = Complete(new() { Count = 2, Seed = 8 }, new NamePrompt(3, "")).Completions;

        Assert.Equal(new[] { Drawn(8, 3, 99), Drawn(8, 3, 199) }.Order(), names.Select(name => name.Name).Order());
    }

    [Fact]
    public void Names_that_were_cut_stand_behind_whole_ones()
    {
        End(-2.5f);

        var names = Enumerable.Range(0, 60).SelectMany(row =>
        {
            var found = Complete(new() { Count = 30 }, new NamePrompt(row, "abca")).Completions;
            Assert.Equal(found.OrderBy(name => name.IsTruncated).ThenByDescending(name => name.LogLikelihood), found);
            return found;
        }).ToList();

        Assert.All(
            names.Where(name => !name.IsTruncated), name =>
                Assert.Equal(Math.Log(_model.Probability(name.Name)), name.LogLikelihood, 1e-5));
    }

    [Fact]
    public void Both_kinds_are_told_apart_in_one_answer()
    {
        End(-4.5f);

        var names = Complete(new() { Count = 40 }, new NamePrompt(1, "abca")).Completions;

        Assert.Contains(names, name => name.IsTruncated);
        Assert.Contains(names, name => !name.IsTruncated);
        Assert.Equal(names.OrderBy(name => name.IsTruncated).ThenByDescending(name => name.LogLikelihood), names);
        Assert.All(names, name => Assert.Equal(
            name.IsTruncated ? LogLikelihood(name.Name, null) : Math.Log(_model.Probability(name.Name)), name.LogLikelihood, 1e-5));
    }

    // Raced draws, masked draws, beams and searches go by whole names, however unlikely their ends are.
    [Theory]
    [InlineData(CompletionMethod.Samples, ConstraintMode.Exact, 2)]
    [InlineData(CompletionMethod.Samples, ConstraintMode.Fast, 2)]
    [InlineData(CompletionMethod.Samples, ConstraintMode.Fast, 1)]
    [InlineData(CompletionMethod.Beam, ConstraintMode.Exact, 1)]
    [InlineData(CompletionMethod.Top, ConstraintMode.Exact, 1)]
    public void Whole_names_are_found_where_they_are_looked_for(CompletionMethod method, ConstraintMode mode, int minLength)
    {
        End(-30);
        var options = new CompletionOptions
        {
            Method = method,
            Generation = new() { Count = 4, ConstraintMode = mode, MinLength = minLength },
        };

        var answer = new NameCompleter(_model).Complete([new(0, "a")], options).Single();

        Assert.Equal(4, answer.Completions.Count);
        Assert.All(answer.Completions, name => Assert.False(name.IsTruncated));
        Assert.All(answer.Completions, name => Assert.Equal(Math.Log(_model.Probability(name.Name)), name.LogLikelihood, 1e-4));
    }

    [Theory]
    [InlineData(CompletionMethod.Samples, 2)]
    [InlineData(CompletionMethod.Beam, 1)]
    [InlineData(CompletionMethod.Top, 1)]
    public void Nothing_else_is_cut(CompletionMethod method, int minLength)
    {
        End(float.MinValue);
        var options = new CompletionOptions { Method = method, Generation = new() { Count = 4, MinLength = minLength } };

        var answer = new NameCompleter(_model).Complete([new(0, "a")], options).Single();

        Assert.IsType<GenerationException>(answer.Failure);
    }

    [Fact]
    public void Names_that_were_cut_are_new_where_new_ones_are_asked_for()
    {
        string[] training = ["aab", "aba", "abb", "baa", "bab"];
        var model = new ScriptedModel("ab", maxLength: 3, training: training);
        for (var before = 0; before < 4; before++)
        {
            for (var last = 0; last < 4; last++)
                model[before, last][1] = float.MinValue;
        }

        var options = new CompletionOptions { Generation = new() { Count = 3, Novel = true, Unique = true } };

        var answer = new NameCompleter(model).Complete([new(0, "")], options).Single();

        Assert.Null(answer.Failure);
        Assert.Equal(["aaa", "bba", "bbb"], answer.Completions.Select(name => name.Name).Order());
    }

    // A name of the longest length may be drawn whole or cut: it is one name.
    [Fact]
    public void Unique_names_are_not_repeated_by_cutting()
    {
        End(-4.5f);
        var options = new GenerationOptions { Count = 3, Unique = true };

        var names = Complete(options, new NamePrompt(1, "abca")).Completions;

        Assert.Equal(3, names.DistinctBy(name => name.Name).Count());
    }

    private PrefixCompletion Complete(GenerationOptions options, NamePrompt prompt)
    {
        var answer = new NameCompleter(_model).Complete([prompt], new CompletionOptions { Generation = options }).Single();
        Assert.Null(answer.Failure);
        return answer;
    }

    private void End(float logit)
    {
        foreach (var logits in from before in Enumerable.Range(0, 6) from last in Enumerable.Range(0, 6) select _model[before, last])
            logits[Vocabulary.Boundary] = logit;
    }

    // Of the characters, without an end.
    private double LogLikelihood(string name, string? label)
    {
        var (sum, before) = (0.0, 0L);
        var tokens = _model.Manifest.Vocabulary.Encode(name, label)[..^1];
        for (var i = 1; i < tokens.Length; i++)
        {
            var row = _model[before, tokens[i - 1]];
            sum += row[tokens[i]] - Math.Log(row.Sum(logit => Math.Exp(logit)));
            before = tokens[i - 1];
        }

        return sum;
    }

    // By inversion, character by character.
    private string Drawn(long seed, long row, uint sample)
    {
        var (name, before, last) = ("", 0L, 1L);
        for (var step = 0u; step < MaxLength; step++)
        {
            var weights = Array.ConvertAll(_model[before, last], logit => Math.Exp((double)logit));
            var (goal, reached) = (Philox.Uniform(seed, row, sample, step) * weights.Sum(), 0.0);
            (before, last) = (last, Enumerable.Range(0, weights.Length).First(id => (reached += weights[id]) > goal));
            name += _model.Manifest.Vocabulary.Tokens[(int)last];
        }

        return name;
    }
}
