using MlPipeline.Training.Optimization;

namespace MlPipeline.Training.Tests.Optimization;

public sealed class BatchTests
{
    [Fact]
    public void Of_pads_inputs_with_unknown_and_targets_with_the_ignored_id()
    {
        TrainingName[] names = [new(Start: 2, [5, 6, 7]), new(Start: 1, [8])];

        var batch = Batch.Of(names, name => name.Start);

        Assert.Equal([2, 5, 6, 7, 1, 8, 0, 0], batch.Inputs.data<long>().ToArray());
        Assert.Equal([5, 6, 7, 1, 8, 1, -100, -100], batch.Targets.data<long>().ToArray());
        Assert.Equal([2L, 4], batch.Inputs.shape);
        Assert.Equal(6, batch.Predictions);
    }

    [Fact]
    public void Shuffle_deals_every_name_once_and_wastes_little_on_padding()
    {
        var random = new Random(1);
        var names = Enumerable.Range(0, 1000).Select(i => new TrainingName(1, [i, .. new long[random.Next(1, 20)]])).ToList();

        var batches = BatchPlan.Shuffle(names, batchSize: 32, new Random(5));

        Assert.Equal(names.Order(ById).ToList(), [.. batches.SelectMany(batch => batch).Order(ById)]);
        Assert.All(batches, batch => Assert.InRange(batch.Length, 1, 32));
        Assert.Equal(BatchPlan.Count(names.Count, 32), batches.Count);
        var padded = batches.Sum(batch => batch.Length * batch.Max(name => name.Predictions));
        Assert.InRange(padded, names.Sum(name => name.Predictions), names.Sum(name => name.Predictions) * 1.1);
    }

    [Fact]
    public void Shuffle_depends_on_its_random_numbers_alone()
    {
        var names = Enumerable.Range(0, 100).Select(i => new TrainingName(1, [i])).ToList();

        var first = BatchPlan.Shuffle(names, 8, new Random(3)).SelectMany(batch => batch);
        var second = BatchPlan.Shuffle(names, 8, new Random(3)).SelectMany(batch => batch);
        var other = BatchPlan.Shuffle(names, 8, new Random(4)).SelectMany(batch => batch);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    private static Comparer<TrainingName> ById { get; } = Comparer<TrainingName>.Create(
        (x, y) => x.Characters[0].CompareTo(y.Characters[0]));
}
