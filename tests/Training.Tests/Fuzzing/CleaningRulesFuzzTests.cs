using System.Security.Cryptography;
using MlPipeline.Corpus.Cleaning;
using MlPipeline.Data;

namespace MlPipeline.Training.Tests.Fuzzing;

/// <summary>Damaged rules beside a cleaned CSV file: read, or refused as data.</summary>
public sealed class CleaningRulesFuzzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Damaged_rules_are_read_or_refused_as_data()
    {
        var csv = _folder.Write("names.csv", "name\nOna\n");
        using (var table = CsvTable.Open(csv))
        {
            var result = new Cleaner(new CleaningOptions { Case = NameCase.Title, FoldNasals = true })
                .Run(table, "name", null, CancellationToken.None);
            var (_, source) = CleaningSource.Open(csv, () => Stream.Null);
            _folder.Write("names.rules.json", RulesFile.Of(result, source, File.ReadAllBytes(csv)).ToJson());
        }

        byte[][] seeds = [File.ReadAllBytes(_folder["names.rules.json"])];
        var (inputs, refused) = Fuzz.Run(
            "cleaning-rules", seeds, Read, exception =>
                exception is DataFileException, "\"normalization\": null", "null,", "\"case:title\"",
                    Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(csv))));

        Assert.InRange(refused, 1, inputs - 1);

        void Read(byte[] input)
        {
            _folder.Write("names.rules.json", input);
            if (RulesFile.Find(csv) is { } rules)
                Assert.NotNull(rules.ToNormalization().Apply("Ona"));
        }
    }

    public void Dispose() => _folder.Dispose();
}
