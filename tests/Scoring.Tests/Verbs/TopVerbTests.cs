using System.Globalization;
using System.Text.Json;
using MlPipeline.Likelihood;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class TopVerbTests
{
    [Fact]
    public async Task Names_come_likeliest_first_with_what_the_scorer_says()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var scorer = new NameScorer(model);

        var (code, output, error) = await CommandLine.Run(
            "top", "--model", TestFiles.Model, "--count", "20", "--label", "female", "--suffix", "ija", "--novel");

        var lines = output.TrimEnd('\n').Split('\n');
        var names = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("rank,name,log_likelihood,probability", lines[0]);
        Assert.Equal(Enumerable.Range(1, 20).Select(rank => $"{rank}"), names.Select(fields => fields[0]));
        Assert.All(names, fields => Assert.EndsWith("ija", fields[1], StringComparison.Ordinal));
        Assert.All(names, fields => Assert.False(model.Manifest.KnownNames!.Contains(fields[1])));
        Assert.All(names, fields => Assert.Equal(scorer.Score(fields[1], "female").LogLikelihood, Number(fields[2]), 1e-9));
        Assert.All(names, fields => Assert.Equal(Math.Exp(Number(fields[2])), Number(fields[3]), 1e-12));
        Assert.Equal(names.Select(fields => Number(fields[2])).OrderDescending(), names.Select(fields => Number(fields[2])));
    }

    [Fact]
    public async Task Fewer_names_than_asked_are_all_there_are()
    {
        var (code, output, error) = await CommandLine.Run("top", "--model", TestFiles.Model, "--pattern", "Jon[aėa]", "--format", "text");

        Assert.Equal(0, code);
        Assert.Equal(["Jona", "Jonė"], output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal("These 2 are all names there are.\n", error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Beam_never_beats_the_exact_search()
    {
        var exact = await Names("--count", "8");
        var beam = await Names("--count", "8", "--beam", "8");
        var wide = await Names("--count", "8", "--beam", "400");
        var diverse = await Names("--count", "8", "--beam", "8", "--groups", "4", "--diversity", "3");

        Assert.All(exact.Zip(beam), pair => Assert.True(pair.First.LogLikelihood >= pair.Second.LogLikelihood));
        Assert.Equal(exact, wide);
        Assert.True(diverse.DistinctBy(name => name.Name[0]).Count() > beam.DistinctBy(name => name.Name[0]).Count());

        static async Task<List<(string Name, double LogLikelihood)>> Names(params string[] arguments)
        {
            var (code, output, _) = await CommandLine.Run(["top", "--model", TestFiles.Model, "--format", "jsonl", .. arguments]);
            Assert.Equal(0, code);
            return [.. output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
                .Select(line => (line.GetProperty("name").GetString()!, line.GetProperty("log_likelihood").GetDouble()))];
        }
    }

    [Theory]
    [InlineData("--count must be a whole number from 1 to ", "--count", "0")]
    [InlineData("--beam must be a whole number from 1 to 10,000, and not 0", "--beam", "0")]
    [InlineData("texts were read, and at most 5 may be. Ask for fewer names or narrow the constraints.", "--max-texts", "5")]
    [InlineData("No name can meet all of this", "--prefix", "Jo", "--pattern", "R*")]
    public async Task Bad_request_gets_one_error_line(string expected, params string[] arguments) =>
        CommandLine.AssertOneError(expected, await CommandLine.Run(["top", "--model", TestFiles.Model, .. arguments]));

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
