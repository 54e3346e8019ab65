using System.Globalization;
using System.Security.Cryptography;
using CsCheck;
using MlPipeline.Batch.Outputs;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests.Outputs;

public sealed class ParquetRowWriterTests
{
    private static readonly OutputColumn[] Kinds =
        [new("text", ColumnKind.Text), new("integer", ColumnKind.Integer), new("real", ColumnKind.Real),
            new("boolean", ColumnKind.Boolean)];

    [Fact]
    public async Task Values_come_back_as_what_their_columns_hold()
    {
        var bytes = ParquetContent.Write(Kinds,
        [
            ["Žygimantas 😀", "-9223372036854775808", "-12.5", "true"],
            ["", "", "", ""],
            [null, null, null, null],
            [" ", "+7", "1e-5", "false"],
            ["'\"\n\0", "007", "-Infinity", "true"],
        ]);

        var content = await ParquetContent.Read(bytes);

        Assert.Equal(["text: string?", "integer: int64?", "real: double?", "boolean: boolean?"], content.Columns);
        Assert.Equal<IReadOnlyList<string?>>(
        [
            ["Žygimantas 😀", "-9223372036854775808", "-12.5", "true"],
            ["", null, null, null],
            [null, null, null, null],
            [" ", "7", "1E-05", "false"],
            ["'\"\n\0", "7", "-Infinity", "true"],
        ], content.Rows);
    }

    [Fact]
    public async Task Any_rows_come_back()
    {
        var text = Gen.OneOf("", "a", "ž", "\uFFFD", "😀", "\n").Array[0, 4].Select(string.Concat).Null();
        var integer = Gen.Long.Select(value => value.ToString(CultureInfo.InvariantCulture)).Null();
        var real = Gen.Double.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Null();
        var boolean = Gen.Bool.Select(value => value ? "true" : "false").Null();

        await Gen.Select(text, integer, real, boolean, (a, b, c, d) => new[] { a, b, c, d }).Array[0, 200].SampleAsync(async rows =>
        {
            var content = await ParquetContent.Read(ParquetContent.Write(Kinds, rows));
            return content.Rows.Count == rows.Length && content.Rows.Zip(rows).All(pair => pair.First.SequenceEqual(pair.Second));
        }, iter: 200);
    }

    [Theory]
    [InlineData(
        1, "1.0",
        "Row 2, column 'integer': '1.0' is not a whole number of 64 bits, such as -12. Correct the value, leave it empty, or write " +
            "the column as text.")]
    [InlineData(1, "9223372036854775808", "is not a whole number of 64 bits")]
    [InlineData(1, " 1", "' 1' is not a whole number")]
    [InlineData(2, "1,5", "Row 2, column 'real': '1,5' is not a number, such as -12.5 or 1e-5.")]
    [InlineData(2, "1e999", "'1e999' is not a number")]
    [InlineData(3, "yes", "Row 2, column 'boolean': 'yes' is not 'true' or 'false'.")]
    public async Task A_value_that_is_not_of_its_kind_is_refused_and_its_row_left_out(int column, string value, string expected)
    {
        var stream = new MemoryStream();
        using var writer = new ParquetRowWriter(stream, Kinds);
        writer.Write(["a", "1", "1", "true"]);
        string?[] row = ["b", "2", "2", "true"];
        row[column] = value;

        var exception = Assert.Throws<FieldKindException>(() => writer.Write(row));
        writer.Write(["c", "3", "3", "false"]);
        writer.Complete();

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal((2, value, Kinds[column]), (exception.Row, exception.Text, exception.Column));
        Assert.Equal(["a", "c"], (await ParquetContent.Read(stream.ToArray())).Rows.Select(read => read[0]));
    }

    [Fact]
    public void Half_a_character_is_refused()
    {
        using var writer = new ParquetRowWriter(new MemoryStream(), Kinds);

        var exception = Assert.Throws<FieldKindException>(() => writer.Write(["a\uD800b", null, null, null]));

        Assert.Contains("is not text that UTF-8 can hold", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_may_have_any_names()
    {
        string[] names = ["a.b", "a", "b c", "Žodžių skaičius", "a/b", "\"", "A"];

        var content = await ParquetContent.Read(
            ParquetContent.Write([.. names.Select(name => new OutputColumn(name, ColumnKind.Text))], [names]));

        Assert.Equal(names.Select(name => name + ": string?"), content.Columns);
        Assert.Equal(names, content.Rows[0]);
    }

    [Theory]
    [InlineData("column 2 of 3 has no name, and Parquet finds columns by name. Name it, or write CSV.", "a", "", "b")]
    [InlineData("the column 'ž' appears 2 times, and Parquet finds columns by name. Rename all but one, or write CSV.", "ž", "b", "ž")]
    public void Columns_that_names_cannot_tell_apart_are_refused_before_anything_is_written(string expected, params string[] names)
    {
        var stream = new MemoryStream();

        var exception = Assert.Throws<RequestException>(
            () => new ParquetRowWriter(stream, [.. names.Select(name => new OutputColumn(name, ColumnKind.Text))]));

        Assert.Equal((expected, 0), (exception.Message, stream.Length));
    }

    [Fact]
    public async Task No_rows_give_a_file_with_a_schema()
    {
        var bytes = ParquetContent.Write(Kinds, []);

        var content = await ParquetContent.Read(bytes);

        Assert.True(ParquetContent.IsWhole(bytes));
        Assert.Equal((4, 0), (content.Columns.Count, content.Rows.Count));
    }

    [Fact]
    public void A_row_has_a_field_for_each_column()
    {
        using var writer = new ParquetRowWriter(new MemoryStream(), Kinds);

        var exception = Assert.Throws<ArgumentException>(() => writer.Write(["a", "1"]));

        Assert.StartsWith("Row 1 has 2 fields, and there are 4 columns.", exception.Message, StringComparison.Ordinal);
    }

    // The hash stands for other processes and machines. It changes with the package's version, which is written into the file; check
    // such a file with another reader, then write the new hash here.
    [Theory]
    [InlineData("lt-LT")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void The_same_rows_give_the_same_bytes_in_any_culture_and_process(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            var bytes = ParquetContent.Write(
                Kinds, Enumerable.Range(0, 1000).Select(i => new[] { $"vardas{i % 7}", $"{i}", $"{i}.5", i % 2 == 0 ? "true" : null }));

            Assert.Equal(
                "573db3121408efc4d04efca3aa9e745eadac16944bee18853efeb932efe738ed", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_was_written_and_refused_before_does_not_change_the_bytes()
    {
        string?[][] rows = [.. Enumerable.Range(0, 100).Select(i => new[] { new string('a', i * 100), $"{i}", null, "true" })];
        var expected = ParquetContent.Write(Kinds, rows);
        var stream = new MemoryStream();
        using var writer = new ParquetRowWriter(stream, Kinds);

        foreach (var row in rows)
        {
            Assert.Throws<FieldKindException>(() => writer.Write([new string('b', 5000), "1", "1", "perhaps"]));
            writer.Write(row);
        }

        writer.Complete();

        Assert.Equal(expected, stream.ToArray());
    }
}
