using MlPipeline.Batch.Outputs;

namespace MlPipeline.Scoring.Tests.Outputs;

public sealed class ParquetGroupTests
{
    private static readonly OutputColumn[] Text = [new("text", ColumnKind.Text)];

    [Fact]
    public async Task A_group_ends_after_so_many_rows()
    {
        var rows = Enumerable.Range(0, 2 * ParquetRowWriter.RowGroupRows + 1).Select(i => new[] { i % 3 == 0 ? null : "a" });

        var content = await ParquetContent.Read(ParquetContent.Write(Text, rows));

        Assert.Equal([ParquetRowWriter.RowGroupRows, ParquetRowWriter.RowGroupRows, 1], content.GroupSizes);
        Assert.Equal(66_667, content.Rows.Count(row => row[0] is null));
    }

    // A letter ž takes two bytes, a field four more.
    [Theory]
    [InlineData(2_097_150, 4, 1)]
    [InlineData(2_097_151, 3, 1)]
    [InlineData(9_000_000, 1, 1)]
    public async Task A_group_ends_before_the_row_that_would_be_too_much(int length, params int[] expected)
    {
        var rows = Enumerable.Range(0, expected.Sum()).Select(_ => new[] { new string('ž', length) });

        var content = await ParquetContent.Read(ParquetContent.Write(Text, rows));

        Assert.Equal(expected, content.GroupSizes);
        Assert.All(content.Rows, row => Assert.Equal(length, row[0]!.Length));
    }

    [Fact]
    public async Task Text_stands_in_no_footer_and_nulls_have_no_least_number()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => i.ToString("X5", null)));

        var bytes = ParquetContent.Write([new("text", ColumnKind.Text), new("none", ColumnKind.Integer), new("some", ColumnKind.Integer)],
            [[text, null, "-3"], [null, null, null], ["", "", "4"]]);
        var content = await ParquetContent.Read(bytes);

        Assert.InRange(ParquetContent.FooterLength(bytes), 1, 1000);
        Assert.Equal(
            [(1, null, null), (3, null, null), (1, -3L, 4L)],
            content.FirstStatistics.Select(column => (column.NullCount!.Value, column.MinValue, column.MaxValue)));
    }
}
