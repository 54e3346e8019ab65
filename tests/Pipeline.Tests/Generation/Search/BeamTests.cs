using MlPipeline.Generation;

namespace MlPipeline.Tests.Generation.Search;

public sealed class BeamTests
{
    private static readonly ScriptedModel[] Models =
        [.. Enumerable.Range(1, 25).Select(seed => new ScriptedModel("abc", seed, maxLength: 5, labels: ["x"]))];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(10, 1)]
    [InlineData(10, 3)]
    public void Beam_finds_no_more_than_there_is(int width, int groups)
    {
        foreach (var model in Models)
        {
            var names = new NameSearch(model).Beam(new BeamOptions { Width = width, Groups = groups, Label = "x", Prefix = "b" });

            var best = new NameSearch(model).Top(width, new SearchOptions { Label = "x", Prefix = "b" });
            Assert.InRange(names.Count, 1, width);
            Assert.Equal(names.Count, names.DistinctBy(name => name.Name).Count());
            Assert.Equal(Enumerable.Range(1, names.Count), names.Select(name => name.Rank));
            Assert.All(names, name => Assert.Equal(Math.Log(model.Probability(name.Name, "x")), name.LogLikelihood, 1e-5));
            Assert.All(names.Zip(best), pair => Assert.True(pair.First.LogLikelihood <= pair.Second.LogLikelihood));
        }
    }

    [Fact]
    public void Beam_of_one_is_greedy()
    {
        foreach (var model in Models)
        {
            // What's most probable at each character, the end left out before the first one, and nothing but the end behind the fifth.
            var (greedy, before, last) = ("", 0L, 1L);
            while (true)
            {
                var logits = model[before, last];
                var choices = Enumerable.Range(0, logits.Length).Where(id => greedy.Length == 0 ? id > 1 : greedy.Length < 5 || id == 1);
                (before, last) = (last, choices.MaxBy(id => logits[id]));
                if (last == 1)
                    break;
                greedy += model.Manifest.Vocabulary.Tokens[(int)last];
            }

            Assert.Equal([greedy], new NameSearch(model).Beam(new BeamOptions { Width = 1 }).Select(name => name.Name));
        }
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("ca", 1)]
    [InlineData("", 4)]
    public void Beam_that_keeps_all_texts_is_the_exact_search(string prefix, int minLength)
    {
        foreach (var model in Models.Take(8))
        {
            var names = new NameSearch(model).Beam(new BeamOptions { Width = 400, Prefix = prefix, MinLength = minLength });

            Assert.Equal(new NameSearch(model).Top(400, new SearchOptions { Prefix = prefix, MinLength = minLength }), names);
        }
    }

    [Fact]
    public void Groups_that_don_t_mind_each_other_find_the_same()
    {
        foreach (var model in Models)
        {
            var names = new NameSearch(model).Beam(new BeamOptions { Width = 12, Groups = 4, Diversity = 0 });

            Assert.Equal(new NameSearch(model).Beam(new BeamOptions { Width = 3 }), names);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Groups_that_avoid_each_other_begin_differently(int groups)
    {
        foreach (var model in Models)
        {
            var names = new NameSearch(model).Beam(new BeamOptions { Width = groups, Groups = groups, Diversity = 1_000, MinLength = 2 });

            Assert.Equal(groups, names.Select(name => name.Name[0]).Distinct().Count());
        }
    }

    [Fact]
    public void Groups_without_a_share_of_the_width_find_nothing()
    {
        foreach (var model in Models)
        {
            var names = new NameSearch(model).Beam(new BeamOptions { Width = 2, Groups = 5, Diversity = 0.5 });

            Assert.Equal(new NameSearch(model).Beam(new BeamOptions { Width = 2, Groups = 2, Diversity = 0.5 }), names);
        }
    }

    [Theory]
    [InlineData(6, 2, 0.5)]
    [InlineData(6, 3, 0.5)]
    [InlineData(7, 3, 2)]
    [InlineData(5, 5, 0.1)]
    [InlineData(9, 2, 30)]
    public void Diverse_beam_is_the_one_of_the_paper(int width, int groups, double diversity)
    {
        foreach (var model in Models)
        {
            var names = new NameSearch(model).Beam(new BeamOptions { Width = width, Groups = groups, Diversity = diversity });

            var expected = new DiverseBeamByDefinition(model, "abc", maxLength: 5).Search(width, groups, diversity);
            Assert.Equal(expected.Select(name => name.Name), names.Select(name => name.Name));
            Assert.All(expected.Zip(names), pair => Assert.Equal(pair.First.LogLikelihood, pair.Second.LogLikelihood, 1e-5));
        }
    }
}
