using System.Text;
using CsCheck;
using CsvHelper;
using MlPipeline.Data;

namespace MlPipeline.Tests.Data;

public sealed class CsvTableTests
{
    private static readonly Gen<string> Cells = Gen.Char["ab,\"\r\n ė;'"].Array[0, 6].Select(letters => new string(letters));

    private static readonly byte[] Specials = [0xC4, 0x97, 0xF0, 0x9F, 0x98, 0x80, 0xE2, 0x0A, 0xFF, 0xFE];

    [Fact]
    public void Rows_are_what_was_written() => Gen.Int[1, 4].SelectMany(columns => Cells.Array[columns].List[0, 6]).Sample(rows =>
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true))
        {
            csv.WriteHeader([.. Enumerable.Range(0, rows.Count == 0 ? 1 : rows[0].Length).Select(i => $"c{i}")]);
            foreach (var row in rows)
                csv.WriteRecord(row);
        }

        stream.Position = 0;
        using var table = CsvTable.Read(stream, "memory");

        Assert.Equal(rows, table.Rows().Select(row => row.Fields));
    });

    [Fact]
    public void Row_numbers_are_those_of_a_spreadsheet()
    {
        using var table = Read("﻿name,x\r\n\"a\r\nb\",1\r\n\r\nc,2\r\n");

        Assert.Equal(["name", "x"], table.Header);
        Assert.Equal([(2, "a\r\nb"), (4, "c")], table.Rows().Select(row => (row.Number, row.Fields[0])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\uFEFF")]
    public void Empty_file_is_refused(string text)
    {
        var exception = Assert.Throws<DataFileException>(() => Read(text));

        Assert.StartsWith("memory: the file is empty", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_with_another_number_of_fields_is_refused_with_its_number()
    {
        using var table = Read("a,b\n1,2\n3\n");

        var exception = Assert.Throws<DataFileException>(() => table.Rows().Count());

        Assert.Equal(3, exception.Row);
        Assert.Contains("1 field where the header has 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_and_folder_in_its_place_are_refused()
    {
        Assert.Contains(
            "there is no such file", Assert.Throws<DataFileException>(() => CsvTable.Open("no/such.csv")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "it is a folder", Assert.Throws<DataFileException>(() => CsvTable.Open(Path.GetTempPath())).Message, StringComparison.Ordinal);
    }

    // Independent truth: .NET's strict decoder, fed with everything at once.
    [Fact]
    public void Rows_pass_exactly_when_they_are_utf8_without_nul() =>
        Gen.Select(
            Gen.Frequency(
                (6, Gen.Byte[0x23, 0x7E]), (1, Gen.Byte), (1, Gen.Int[0, Specials.Length - 1].Select(i => Specials[i]))).Array[0, 60],
                    Gen.Int[1, 7])
            .Sample((noise, portion) =>
            {
                var bytes = noise.Select(value => value is 1 or (byte)'"' or (byte)'\r' ? (byte)'x' : value).ToArray();
                using var table = CsvTable.Read(new SlowStream([.. "name\n"u8, .. bytes], portion), "memory", new CsvDialect
                {
                    Delimiter = "\u0001",
                });

                var exception = Record.Exception(
                    () => Assert.Equal(
                        bytes.Count(value => value != '\n'), table.Rows().Sum(row => Encoding.UTF8.GetByteCount(row.Fields[0]))));

                Assert.Equal(!bytes.Contains((byte)0) && IsUtf8(bytes), exception is null);
                Assert.True(exception is null or DataFileException);
            }, iter: 3000);

    [Fact]
    public void Bad_byte_is_placed_in_its_row_and_line()
    {
        var bytes = "one\n\"tw\no\"\nthr"u8.ToArray().Append((byte)0xE9).Concat("e\n"u8.ToArray()).ToArray();
        using var table = CsvTable.Read(new SlowStream(bytes, 2), "memory");

        var exception = Assert.Throws<DataFileException>(() => table.Rows().Count());

        Assert.Equal("memory, row 3: line 4: the text is not UTF-8. Save the file as UTF-8 and try again.", exception.Message);
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static CsvTable Read(string text) => CsvTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "memory");

    // Gives a few bytes a call, so that characters are cut.
    private sealed class SlowStream(byte[] bytes, int portion) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(portion, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(portion, count));
    }
}
