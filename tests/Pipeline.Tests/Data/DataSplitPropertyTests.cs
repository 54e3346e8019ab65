using CsCheck;
using MlPipeline.Data;
using MlPipeline.Text;

namespace MlPipeline.Tests.Data;

/// <summary>What holds for any names, not only for the shipped ones.</summary>
public sealed class DataSplitPropertyTests
{
    private static readonly Gen<string> Names = Gen.Char["AaBbEeėjMnosūаб"].Array[1, 8].Select(letters => new string(letters));

    [Fact]
    public void Every_name_keeps_its_side_whatever_stands_around_it() =>
        Gen.Select(Names.List[0, 40], Gen.Enum<SplitKind>(), Gen.Double[0.05, 0.95], Gen.Long).Sample((names, kind, fraction, seed) =>
        {
            var (training, validation) = DataSplit.Split(names.Select((name, i) => new NameRecord(name, null, i)), kind, fraction, seed);

            Assert.Equal(names.Count, training.Count + validation.Count);
            foreach (var (side, isHeld) in new[] { (training, false), (validation, true) })
            {
                Assert.Equal(side.Select(record => record.Row).Order(), side.Select(record => record.Row));
                Assert.All(
                    side, record =>
                        Assert.Equal(
                            isHeld, DataSplit.Split([record with { Row = 7, Label = "x" }], kind, fraction, seed).Validation.Count == 1));
            }
        }, iter: 300);

    [Fact]
    public void Family_never_stands_on_both_sides() =>
        Gen.Select(Names.List[0, 60], Gen.Long).Sample((names, seed) =>
        {
            var (training, validation) = DataSplit.Split(
                names.Select((name, i) => new NameRecord(name, null, i)), SplitKind.Family, 0.5, seed);

            Assert.Empty(
                training.Select(record => NameFamily.StemOf(record.Name))
                    .Intersect(validation.Select(record => NameFamily.StemOf(record.Name))));
        }, iter: 300);

    [Fact]
    public void Larger_fraction_holds_out_more_and_never_others()
    {
        var names = Enumerable.Range(0, 5000).Select(i => new NameRecord($"name{i}", null, i)).ToList();

        var held = new[] { 0.1, 0.2, 0.5 }.Select(fraction => DataSplit.Split(names, SplitKind.Random, fraction, seed: 3).Validation)
            .ToList();

        Assert.Subset(held[1].ToHashSet(), held[0].ToHashSet());
        Assert.Subset(held[2].ToHashSet(), held[1].ToHashSet());
        Assert.InRange(held[1].Count, 1000 - 114, 1000 + 114); // four standard errors: 4 · √(5000 · 0.2 · 0.8)
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Fraction_outside_its_range_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Split([], SplitKind.Random, fraction, seed: 1));
}
