using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Tests.Data;

public sealed class DataSplitTests
{
    private static readonly List<NameRecord> Names = [.. NameCsv.Read(TestFiles.Names)];

    [Theory]
    [InlineData(SplitKind.Random)]
    [InlineData(SplitKind.Family)]
    public void Sides_do_not_depend_on_the_order_nor_on_other_names(object split)
    {
        var kind = (SplitKind)split;
        var all = Held(Names, kind);

        var reversed = Held([.. Names.AsEnumerable().Reverse()], kind);
        var half = Held([.. Names.Where((_, i) => i % 2 == 0)], kind);

        Assert.Equal(all.Order(), reversed.Order());
        Assert.Subset(all.ToHashSet(), half.ToHashSet());
        Assert.Equal(Names.Where((_, i) => i % 2 == 0).Count(record => all.Contains(record.Name)), half.Count);
    }

    [Fact]
    public void Random_split_holds_out_about_its_fraction() =>
        Assert.InRange(Held(Names, SplitKind.Random).Count, 192 - 55, 192 + 55); // four standard errors of 13.2

    [Fact]
    public void Family_split_keeps_stems_together()
    {
        var (training, validation) = DataSplit.Split(Names, SplitKind.Family, 0.1, seed: 1);

        Assert.NotEmpty(validation);
        Assert.Empty(
            training.Select(record => NameFamily.StemOf(record.Name))
                .Intersect(validation.Select(record => NameFamily.StemOf(record.Name))));
    }

    [Fact]
    public void Another_seed_holds_out_other_names()
    {
        var (_, first) = DataSplit.Split(Names, SplitKind.Random, 0.1, seed: 1);
        var (_, second) = DataSplit.Split(Names, SplitKind.Random, 0.1, seed: 2);

        Assert.InRange(first.Intersect(second).Count(), 0, first.Count / 2);
    }

    private static List<string> Held(List<NameRecord> names, SplitKind kind) =>
        [.. DataSplit.Split(names, kind, 0.1, seed: 1).Validation.Select(record => record.Name)];
}
