using MlPipeline.Data;
using MlPipeline.Evaluation.Memorisation;
using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests.Verbs;

public sealed class PlantVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Canaries_stand_behind_the_names_and_in_a_file_that_evaluate_reads()
    {
        var (code, _, error) = await CommandLine.Run(
            "plant", TestFiles.Names, "--pattern", "Ž???vas", "--pattern", "Be??tė", "--count", "5", "--canaries", _folder["c.csv"],
            "--output", _folder["t.csv"]);

        Assert.True(code == 0, error);
        var (before, after) = (File.ReadAllLines(TestFiles.Names), File.ReadAllLines(_folder["t.csv"]));
        Assert.Equal(before, after[..before.Length]);
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        var canaries = CanaryFile.Read(_folder["c.csv"], new CsvDialect(), "name", model.Manifest);
        Assert.Equal(["Ž???vas", "Be??tė", "Ž???vas", "Be??tė", "Ž???vas"], canaries.Select(canary => canary.Pattern));
        Assert.Equal(canaries.Select(canary => canary.Name + ","), after[before.Length..]);
        Assert.Equal(5, canaries.Select(canary => canary.Name).Except(NameCsv.Read(TestFiles.Names).Select(record => record.Name)).Count());
    }

    [Fact]
    public void Every_letter_is_drawn_as_often_as_every_other()
    {
        var names = new[] { "abcd" }.Select(name => new NameRecord(name, null, 2));

        var drawn = CanaryDraw.Draw(["????????"], 2000, names, seed: 3).SelectMany(canary => canary.Name).CountBy(letter => letter)
            .ToDictionary();

        Assert.Equal("abcd", string.Concat(drawn.Keys.Order()));
        Assert.InRange(drawn.Values.Sum(count => Math.Pow(count - 4000, 2) / 4000), 0, 16.27);   // χ² with 3 degrees of freedom, p = 0.001
    }

    [Theory]
    [InlineData("Jonas", "The pattern 'Jonas' has no '?'")]
    [InlineData("Jona?", "The pattern 'Jona?' allows too few names")]
    public async Task Pattern_that_cannot_be_used_is_named(string pattern, string expected)
    {
        var result = await CommandLine.Run(
            "plant", TestFiles.Names, "--pattern", pattern, "--count", "40", "--canaries", _folder["c.csv"], "--output", _folder["t.csv"]);

        CommandLine.AssertOneError(expected, result);
        Assert.False(File.Exists(_folder["t.csv"]));
    }

    public void Dispose() => _folder.Dispose();
}
