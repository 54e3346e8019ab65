using System.Text;
using System.Text.Json.Nodes;
using MlPipeline.Batch.Batches;
using MlPipeline.Data;
using MlPipeline.Files;

namespace MlPipeline.Scoring.Tests.Batches;

/// <summary>What a killed run leaves behind, state by state, and what the next one makes of it.</summary>
public sealed class FileTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Files_without_their_names_get_them()
    {
        Leave(isComplete: true);

        using var target = Open();

        Assert.True(target.Last!.IsComplete);
        target.Commit(seal: null);
        AssertWhole();
    }

    [Theory]
    [InlineData("out")]
    [InlineData("bad")]
    public void One_file_that_has_its_name_already_keeps_it(string renamed)
    {
        Leave(isComplete: true);
        File.Move(_folder[$"{renamed}.part"], _folder[renamed]);

        using var target = Open();

        target.Commit(seal: null);
        AssertWhole();
    }

    [Fact]
    public void Seal_that_failed_is_set_again()
    {
        Leave(isComplete: true);
        using (var failing = Open())
            Assert.Throws<IOException>(() => failing.Commit(() => throw new IOException("killed")));
        var sealings = 0;

        using var target = Open();

        target.Commit(() => sealings++);
        Assert.Equal(1, sealings);
        AssertWhole();
    }

    [Theory]
    [InlineData(true, "out.part", "first;secomd;")]
    [InlineData(true, "out.part", "first;")]
    [InlineData(true, "bad.part", "bac;")]
    [InlineData(true, "out.part", null)]
    [InlineData(false, "out.part", "firsd;secomd;")]
    [InlineData(false, "out.part", "first")]
    public void What_is_not_what_was_written_is_refused(bool isComplete, string file, string? content)
    {
        Leave(isComplete);
        if (content is null)
            File.Delete(_folder[file]);
        else
            File.WriteAllText(_folder[file], content);

        var exception = Assert.Throws<DataFileException>(Open);

        Assert.Contains(file[..3], exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("Start again without resuming.", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_written_behind_the_last_checkpoint_is_cut_off(bool isComplete)
    {
        Leave(isComplete);
        File.AppendAllText(_folder["out.part"], "thi");
        File.AppendAllText(_folder["bad.part"], "b");

        using (var target = Open())
        {
            if (!isComplete)
                Finish(target);
            target.Commit(seal: null);
        }

        AssertWhole();
    }

    [Fact]
    public void Journal_that_was_cut_off_counts_up_to_its_last_whole_line()
    {
        Leave(isComplete: true);
        var whole = File.ReadAllBytes(_folder["out.journal"]);
        File.Copy(_folder["out.part"], _folder["saved"]);
        File.Copy(_folder["bad.part"], _folder["saved.bad"]);

        for (var length = 0; length <= whole.Length; length += whole.Length / 24)
        {
            File.WriteAllBytes(_folder["out.journal"], whole[..length]);
            File.Copy(_folder["saved"], _folder["out.part"], overwrite: true);
            File.Copy(_folder["saved.bad"], _folder["bad.part"], overwrite: true);

            using (var target = Open())
            {
                if (target.Last is null)
                    target.Append("first;"u8.ToArray(), default);
                if (target.Last is not { IsComplete: true })
                    Finish(target);
                target.Commit(seal: null);
            }

            AssertWhole("saved", "saved.bad");
        }
    }

    [Fact]
    public void Second_run_is_turned_away_and_the_first_loses_nothing()
    {
        using var first = Open();
        first.Append("first;"u8.ToArray(), default);

        Assert.True(
            Assert.Throws<OutputFileException>(() => FileTarget.Open(Files, Identity(), isResumed: false, TimeProvider.System)).MayPass);
        Assert.True(Assert.Throws<OutputFileException>(Open).MayPass);

        Finish(first);
        first.Commit(seal: null);
        AssertWhole();
    }

    public void Dispose() => _folder.Dispose();

    private BatchFiles Files => new(_folder["out"], _folder["bad"], Convert: null);

    private FileTarget Open() => FileTarget.Open(Files, Identity(), isResumed: true, new Hurry());

    private void Leave(bool isComplete)
    {
        using var target = Open();
        target.Append("first;"u8.ToArray(), default);
        if (isComplete)
            Finish(target);
        else
            target.Remember(new TablePosition(1, 10, "a"), BatchCounts.Zero, isComplete: false);
    }

    private static void Finish(FileTarget target)
    {
        if (target.Last is null)
            target.Remember(new TablePosition(1, 10, "a"), BatchCounts.Zero, isComplete: false);
        target.Append("second;"u8.ToArray(), "bad;"u8.ToArray());
        target.Remember(new TablePosition(2, 20, "b"), BatchCounts.Zero, isComplete: true);
    }

    private void AssertWhole(params string[] others)
    {
        Assert.Equal("first;second;", File.ReadAllText(_folder["out"], Encoding.UTF8));
        Assert.Equal("bad;", File.ReadAllText(_folder["bad"], Encoding.UTF8));
        Assert.Equal(["bad", "out", .. others], _folder.Files);
    }

    private static JsonObject Identity() => new() { ["verb"] = "complete" };

    /// <summary>A clock by which it is always time for a checkpoint.</summary>
    private sealed class Hurry : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds += 60;
    }
}
