using MlPipeline.Data;
using MlPipeline.Files;
using MlPipeline.Models;

namespace MlPipeline.Tests.Models;

public sealed class ShippedModelTests
{
    [Fact]
    public void Lists_of_names_are_the_split_of_the_shipped_data_that_the_file_records()
    {
        var manifest = ModelFile.ReadManifest(TestFiles.Model);

        var names = NameCsv.Read(TestFiles.Names).ToList();
        var (training, heldOut) = DataSplit.Split(
            names, Enum.Parse<SplitKind>((string)manifest.Dataset["split"]!, ignoreCase: true),
            (double)manifest.Dataset["validation_fraction"]!, (long)manifest.Dataset["split_seed"]!);
        Assert.Equal(FileHash.Sha256Of(TestFiles.Names), (string?)manifest.Dataset["sha256"]);
        Assert.Equal(Fingerprints(training), manifest.TrainingNames!.ToString());
        Assert.Equal(Fingerprints(heldOut), manifest.HeldOutNames!.ToString());
        Assert.All(names, record => Assert.True(manifest.KnownNames!.Contains(record.Name)));

        static string Fingerprints(IEnumerable<NameRecord> records) =>
            NameFingerprints.Of(records.Select(record => record.Name)).ToString();
    }
}
