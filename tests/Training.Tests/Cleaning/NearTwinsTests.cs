using CsCheck;
using MlPipeline.Corpus.Cleaning.Profile;

namespace MlPipeline.Training.Tests.Cleaning;

public sealed class NearTwinsTests
{
    [Theory]
    [InlineData("zita", "žita", nameof(TwinKind.Mark))]
    [InlineData("skaiste", "skaistė", nameof(TwinKind.Mark))]
    [InlineData("ana", "anna", nameof(TwinKind.DoubledLetter))]
    [InlineData("adoma", "adomas", nameof(TwinKind.Ending))]
    [InlineData("jonas", "jonis", nameof(TwinKind.Elsewhere))]
    [InlineData("ona", "one", nameof(TwinKind.Ending))]
    [InlineData("nona", "ona", nameof(TwinKind.Elsewhere))]
    public void Find_says_where_two_names_differ(string x, string y, string kind)
    {
        var pair = Assert.Single(NearTwins.Find([x, y]));

        Assert.Equal(kind, pair.Kind.ToString());
        Assert.Equal([x, y], new[] { pair.First, pair.Second }.Order(StringComparer.Ordinal));
    }

    // Levenshtein's distance (1966) by its recurrence, over all pairs.
    [Fact]
    public void Find_finds_each_pair_at_edit_distance_1_once() => Gen.String[Gen.OneOf('a', 'b', 'č'), 1, 5].Array[0, 12].Sample(drawn =>
    {
        string[] names = [.. drawn.Distinct().Order(StringComparer.Ordinal)];

        var found = NearTwins.Find(names).Select(pair => Key(pair.First, pair.Second)).Order(StringComparer.Ordinal);

        var expected = from i in Enumerable.Range(0, names.Length)
                       from j in Enumerable.Range(i + 1, names.Length - i - 1)
                       where Distance(names[i], names[j]) == 1
                       select Key(names[i], names[j]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found);
    }, iter: 3_000);

    private static string Key(string x, string y) => string.CompareOrdinal(x, y) < 0 ? $"{x} {y}" : $"{y} {x}";

    private static int Distance(string x, string y) => x.Length == 0 || y.Length == 0
        ? x.Length + y.Length
        : Math.Min(Math.Min(Distance(x[1..], y) + 1, Distance(x, y[1..]) + 1), Distance(x[1..], y[1..]) + (x[0] == y[0] ? 0 : 1));
}
