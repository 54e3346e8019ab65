using MlPipeline.Data;

namespace MlPipeline.Tests.Fuzzing;

/// <summary>Damaged CSV files: read, or refused as data.</summary>
public sealed class CsvFuzzTests
{
    private static readonly CsvDialect[] Dialects =
        [new(), new() { HasHeader = false }, new() { Delimiter = ";" }, new() { Delimiter = "\t", HasMultilineFields = false }];

    [Fact]
    public void Damaged_table_is_read_or_refused_as_data()
    {
        byte[][] seeds = ["name,gender\nOna,female\n\"Jo\"\"nas\",male\n"u8.ToArray(), "name;x\r\nEglė;1\r\n\"Ža\nna\";2\r\n"u8.ToArray(),
            "name\tx\nŽiga\t3\n"u8.ToArray()];

        var (inputs, refused) = Fuzz.Run("csv", seeds, Read, exception => exception is DataFileException);

        Assert.InRange(refused, 1, inputs - 1);
    }

    private static void Read(byte[] input)
    {
        var refusals = 0;
        foreach (var dialect in Dialects)
        {
            try
            {
                using var table = CsvTable.Read(new MemoryStream(input), "damaged.csv", dialect);
                foreach (var row in table.Rows())
                    Assert.All(row.Fields, Assert.NotNull);
                _ = NameCsv.Read(new MemoryStream(input), new NameCsvOptions { Dialect = dialect, Column = table.Header[0] }).Count();
            }
            catch (DataFileException) when (++refusals < Dialects.Length)
            {
                // Another dialect may read it.
            }
        }
    }
}
