using MlPipeline.Data;
using MlPipeline.Evaluation.Names;

namespace MlPipeline.Scoring.Tests.Fuzzing;

/// <summary>Damaged files of rules of valid names: read, or refused as data.</summary>
public sealed class NameRulesFuzzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Damaged_rules_are_read_or_refused_as_data()
    {
        byte[][] seeds =
        [
            """{"title": "Latvian names", "rules": [{"name": "ending", "text": "ends in -s", "regex": ".*[sšae]", "labels": {"male": ".*[sš]"}}]}"""u8.ToArray(),
            """{"title": "t", "rules": [{"name": "a", "text": "b", "regex": "(a|b)+"}, {"name": "c", "text": "d", "regex": "\\p{Lu}\\w{1,30}"}]}"""u8.ToArray(),
        ];

        var (inputs, refused) = Fuzz.Run(
            "name-rules", seeds, input =>
                _ = NameRulesFile.Read(_folder.Write("rules.json", input)), exception => exception is DataFileException,
            "\"regex\": null", "\"labels\": {}", "null,", "\"name\": \"a\"", "(a*)*b", "(?=a)", "\\\\1", "{1000,1000}");

        Assert.InRange(refused, 1, inputs - 1);
    }

    public void Dispose() => _folder.Dispose();
}
