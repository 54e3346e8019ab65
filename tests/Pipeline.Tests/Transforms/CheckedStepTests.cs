using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Models;
using MlPipeline.Tests.Models;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Transforms;

/// <summary>ML.NET's prediction engine over a model file, used wrongly: our errors, before ONNX Runtime sees anything.</summary>
public sealed class CheckedStepTests : IDisposable
{
    private static readonly PredictionEngineOptions Shared = new() { OwnsTransformer = false };
    private readonly MLContext _context = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly SmallNetwork _network = new(RecurrentCell.Lstm, layers: 2, hidden: 3);
    private readonly CharacterModelTransformer _transformer;

    public CheckedStepTests() => _transformer = Open(_network);

    // Two sequences need 2 layers × 2 × 3 numbers, and the vocabulary has 8 tokens.
    [Theory]
    [InlineData(new long[] { }, 12, 12, "The row has no tokens, and at least one is needed")]
    [InlineData(new long[] { 1, -1 }, 12, 12, "The token id -1 at position 1 is outside the vocabulary: ids are 0 to 7.")]
    [InlineData(new long[] { 8, 1 }, 12, 12, "The token id 8 at position 0 is outside the vocabulary: ids are 0 to 7.")]
    [InlineData(new long[] { 1, 1 }, 0, 12, "The state 'hidden' has 0 numbers, and 2 sequences need 12: float32 [2, 2, 3].")]
    [InlineData(new long[] { 1, 1 }, 6, 12, "The state 'hidden' has 6 numbers, and 2 sequences need 12")]
    [InlineData(new long[] { 1, 1 }, 24, 24, "The state 'hidden' has 24 numbers, and 2 sequences need 12")]
    [InlineData(new long[] { 1, 1 }, 12, 11, "The state 'cell' has 11 numbers, and 2 sequences need 12")]
    [InlineData(new long[] { 1 }, 12, 12, "The state 'hidden' has 12 numbers, and 1 sequence needs 6")]
    public void Bad_row_is_refused_and_the_engine_lives_on(long[] tokens, int hidden, int cell, string expected)
    {
        using var engine = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer, Shared);

        var exception = Assert.Throws<ArgumentException>(
            () => engine.Predict(new CharacterStep { Tokens = tokens, Hidden = new float[hidden], Cell = new float[cell] }));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal(16, engine.Predict(Start(1, 3)).Logits.Length);
    }

    [Fact]
    public void Tokens_of_a_sequence_share_one_state()
    {
        using var transformer = Open(_network, StepShape.Sequence);
        using var engine = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(transformer, Shared);

        Assert.Equal(
            24, engine.Predict(new CharacterStep { Tokens = [1, 3, 4], Hidden = new float[6], Cell = new float[6] }).Logits.Length);
        var exception = Assert.Throws<ArgumentException>(
            () => engine.Predict(new CharacterStep { Tokens = [1, 3], Hidden = new float[12], Cell = new float[12] }));

        Assert.Contains("1 sequence needs 6", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_that_loses_the_cell_state_is_refused()
    {
        using var lossy = _context.Model.CreatePredictionEngine<CharacterStep, CharacterStepResult>(_transformer, Shared);
        using var stateless = _context.Model.CreatePredictionEngine<CharacterStep, LogitsAlone>(_transformer, Shared);

        var exception = Assert.Throws<InvalidOperationException>(() => lossy.Predict(Start(1, 3)));

        Assert.Contains("'cell_out'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(LstmStepResult), exception.Message, StringComparison.Ordinal);
        Assert.Equal(16, stateless.Predict(Start(1, 3)).Logits.Length);
    }

    [Fact]
    public void Columns_are_checked_by_name_and_type()
    {
        Assert.Contains("There is no column 'cell'", Assert.Throws<ArgumentException>(
            () => _context.Model.CreatePredictionEngine<WithoutCell, LstmStepResult>(_transformer, Shared)).Message,
                StringComparison.Ordinal);
        Assert.Contains("The column 'tokens' is Vector<Int32", Assert.Throws<ArgumentException>(
            () => _context.Model.CreatePredictionEngine<IntegerTokens, LstmStepResult>(_transformer, Shared)).Message,
                StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(
            () => _context.Transforms.ApplyCharacterModel(TestFiles.Model).Fit(_context.Data.LoadFromEnumerable<IntegerTokens>([])));
        Assert.Throws<ArgumentException>(() => _transformer.Transform(_context.Data.LoadFromEnumerable<WithoutCell>([])));
    }

    [Fact]
    public void Transformer_that_an_engine_disposed_says_who_did()
    {
        using var other = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer, Shared);
        var rows = _transformer.Transform(_context.Data.LoadFromEnumerable([Start(1)]));
        _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer).Dispose();

        Action[] later =
        [
            () => _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer, Shared),
            () => other.Predict(Start(1)),
            () => ReadFirst(rows),
            () => _transformer.Transform(_context.Data.LoadFromEnumerable([Start(1)])),
        ];

        Assert.All(
            later, call =>
                Assert.Contains("OwnsTransformer = false", Assert.Throws<ObjectDisposedException>(call).Message, StringComparison.Ordinal));
    }

    // Without the checks the process aborts within the first few predictions.
    [Fact]
    public async Task Engine_that_threads_share_is_an_error_and_no_abort()
    {
        using var engine = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer, Shared);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++)
                engine.Predict(Start(1, 3));
        }).ContinueWith(task => task.Exception?.InnerException, TaskScheduler.Default)));

        Assert.Contains(
            results, exception =>
                exception is InvalidOperationException && exception.Message.Contains("an engine of its own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Transformer_is_disposed_under_the_engines_of_several_threads()
    {
        for (var round = 0; round < 20; round++)
        {
            var transformer = Open(_network);
            using var begun = new CountdownEvent(4);
            var threads = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    using var engine = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(transformer, Shared);
                    begun.Signal();
                    for (; ; )
                        engine.Predict(Start(1, 3));
                },
                TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
            begun.Wait(TestContext.Current.CancellationToken);

            transformer.Dispose();

            foreach (var thread in threads)
                await Assert.ThrowsAsync<ObjectDisposedException>(() => thread);
        }
    }

    [Fact]
    public void Rows_of_a_view_are_checked_as_they_are_read()
    {
        var rows = _context.Data.LoadFromEnumerable([Start(1, 3), Start(1, 9), Start(4)]);
        var stepped = _transformer.Transform(rows);
        using var cursor = stepped.GetRowCursor([stepped.Schema["logits"]]);
        var read = cursor.GetGetter<VBuffer<float>>(stepped.Schema["logits"]);
        var logits = default(VBuffer<float>);

        Assert.True(cursor.MoveNext());
        read(ref logits);
        Assert.Equal(16, logits.Length);
        Assert.True(cursor.MoveNext());
        Assert.Throws<ArgumentException>(() => read(ref logits));
        Assert.True(cursor.MoveNext());
        read(ref logits);
        Assert.Equal(8, logits.Length);
        Assert.False(cursor.MoveNext());
        Assert.Equal([2, 2, 1], stepped.GetColumn<long[]>("tokens").Select(tokens => tokens.Length));
        Assert.Equal(3, stepped.GetRowCursorSet([stepped.Schema["tokens"]], 2).Sum(Count));

        static int Count(DataViewRowCursor rows)
        {
            using (rows)
            {
                var count = 0;
                while (rows.MoveNext())
                    count++;
                return count;
            }
        }
    }

    [Fact]
    public void Saved_transformer_is_ml_net_s_own()
    {
        _context.Model.Save(_transformer, _context.Data.LoadFromEnumerable<CharacterStep>([]).Schema, _folder["model.zip"]);

        var loaded = _context.Model.Load(_folder["model.zip"], out _);

        using var ours = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(_transformer, Shared);
        using var theirs = _context.Model.CreatePredictionEngine<CharacterStep, LstmStepResult>(loaded);
        Assert.IsNotType<CharacterModelTransformer>(loaded);
        Assert.Equal(ours.Predict(Start(1)).Logits, theirs.Predict(Start(1)).Logits);
    }

    public void Dispose()
    {
        _transformer.Dispose();
        _folder.Dispose();
    }

    private CharacterModelTransformer Open(SmallNetwork network, StepShape shape = StepShape.Batch) => _context.Transforms
        .ApplyCharacterModel(_folder.Write("m.onnx", network.ToFile()), shape).Fit(_context.Data.LoadFromEnumerable<CharacterStep>([]));

    private static void ReadFirst(IDataView rows)
    {
        using var cursor = rows.GetRowCursor(rows.Schema);
        Assert.True(cursor.MoveNext());
        var logits = default(VBuffer<float>);
        cursor.GetGetter<VBuffer<float>>(rows.Schema["logits"])(ref logits);
    }

    private static CharacterStep Start(params long[] tokens) => new()
    {
        Tokens = tokens,
        Hidden = new float[6 * tokens.Length],
        Cell = new float[6 * tokens.Length],
    };

    private sealed class LogitsAlone
    {
        [ColumnName("logits")]
        public float[] Logits { get; set; } = [];
    }

    private sealed class WithoutCell
    {
        [ColumnName("tokens")]
        public long[] Tokens { get; set; } = [];

        [ColumnName("hidden")]
        public float[] Hidden { get; set; } = [];
    }

    private sealed class IntegerTokens
    {
        [ColumnName("tokens")]
        public int[] Tokens { get; set; } = [];

        [ColumnName("hidden")]
        public float[] Hidden { get; set; } = [];

        [ColumnName("cell")]
        public float[] Cell { get; set; } = [];
    }
}
