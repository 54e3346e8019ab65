using MlPipeline.Decoding;

namespace MlPipeline.Tests.Decoding;

/// <summary>Searches that keep very many texts all together wait for the first of them, and end all the same.</summary>
public sealed class KeptTextsTests
{
    [Theory]
    [InlineData(1_000, 64, 8)]
    [InlineData(100_000, 4, 1)]
    [InlineData(1_000_000, 1, 1)]
    public void Few_searches_go_on_where_each_keeps_much(long kept, int mostAlive, int leastAlive)
    {
        var (alive, most) = (0, 0);
        var searches = Enumerable.Range(0, 50).Select(number => new Search(number, kept, change => most = Math.Max(most, alive += change)));

        var answers = DecodingLoop.Run(new ScriptedModel("ab"), searches, batchSize: 8, TestContext.Current.CancellationToken).ToList();

        Assert.Equal(Enumerable.Range(0, 50), answers);
        Assert.InRange(most, leastAlive, mostAlive);
        Assert.Equal(0, alive);
    }

    // Keeps texts from its beginning to its end, ten rounds later.
    private sealed class Search(int number, long kept, Action<int> onChange) : Decoder<int>
    {
        private int _rounds;

        public override long Kept => _rounds > 0 && !IsDone ? kept : 0;

        public override void Advance(PrefixTree tree)
        {
            if (_rounds++ == 0)
                onChange(1);
            if (_rounds <= 10)
                return;

            Results.Enqueue(number);
            IsDone = true;
            onChange(-1);
        }
    }
}
