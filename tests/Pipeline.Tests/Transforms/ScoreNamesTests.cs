using Microsoft.ML;
using Microsoft.ML.Data;
using MlPipeline.Likelihood;
using MlPipeline.Models;
using MlPipeline.Text;
using MlPipeline.Transforms;

namespace MlPipeline.Tests.Transforms;

/// <summary>ScoreNames as ML.NET's pipelines use it: what it appends, and what it leaves alone.</summary>
public sealed class ScoreNamesTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly ScriptedModel _model = new("abcdefghijklmnopqrstuvwxyz", maxLength: 9);
    private int _read;

    [Fact]
    public void Scores_of_many_rows_are_the_scorer_s()
    {
        var names = Names(3_000).ToList();

        var scored = Score(names);

        var expected = new NameScorer(_model).Score(names.Select(row => row.Name)).ToList();
        Assert.Equal(expected.Select(score => score.LogLikelihood), scored.GetColumn<double>("LogLikelihood"));
        Assert.Equal(expected.Select(score => score.NatsPerCharacter), scored.GetColumn<double>("NatsPerCharacter"));
        Assert.Equal(expected.Select(score => score.PredictedCharacters), scored.GetColumn<int>("PredictedCharacters"));
    }

    [Fact]
    public void Many_rows_take_few_model_calls()
    {
        _ = Score(Names(3_000)).GetColumn<double>("LogLikelihood").Count();

        Assert.InRange(_model.Calls, 1, 3_000 / 5);
    }

    [Fact]
    public void Rows_keep_their_order_and_all_they_hold()
    {
        var rows = Names(1_200).ToList();

        var scored = _context.Data.CreateEnumerable<ScoredRow>(Score(rows), reuseRowObject: false).ToList();

        Assert.Equal(rows.Select(row => (row.Name, row.Number)), scored.Select(row => (row.Name, row.Number)));
        Assert.All(rows.Zip(scored), pair => Assert.Equal(pair.First.Vector, pair.Second.Vector));
        Assert.All(rows.Zip(scored), pair => Assert.Equal(pair.First.Words, pair.Second.Words));
        Assert.All(scored, row => Assert.Equal(new NameScorer(_model).Score(row.Name).LogLikelihood, row.LogLikelihood, 1e-12));
    }

    [Fact]
    public void Scores_that_nobody_asks_for_are_not_computed()
    {
        var scored = Score(Names(500));

        Assert.Equal(500, scored.GetColumn<int>("Number").Count());
        Assert.Equal(500, scored.GetColumn<string>("Name").Count());

        Assert.Equal(0, _model.Calls);
    }

    [Fact]
    public void Rows_are_read_lazily_and_few_ahead()
    {
        var scored = Score(Endless());
        Assert.Equal(0, _read);

        Assert.Single(scored.Preview(maxRows: 1).RowView);
        Assert.Equal(100, _context.Data.TakeRows(scored, 100).GetColumn<double>("LogLikelihood").Count());

        Assert.InRange(_read, 100, 3_000);

        IEnumerable<Row> Endless()
        {
            foreach (var row in Names(int.MaxValue))
            {
                _read++;
                yield return row;
            }
        }
    }

    [Fact]
    public void Cursor_keeps_its_place_and_the_row_s_identity()
    {
        var rows = _context.Data.LoadFromEnumerable(Names(700));
        var scored = _context.Transforms.ScoreNames(_model).Fit(rows).Transform(rows);
        using var plain = rows.GetRowCursor(rows.Schema);
        using var cursor = scored.GetRowCursor([scored.Schema["Number"], scored.Schema["LogLikelihood"]]);
        var (plainId, id) = (plain.GetIdGetter(), cursor.GetIdGetter());
        DataViewRowId expected = default, found = default;

        Assert.Equal(-1, cursor.Position);
        for (var row = 0; row < 700; row++)
        {
            Assert.True(plain.MoveNext() && cursor.MoveNext());
            plainId(ref expected);
            id(ref found);
            Assert.Equal((row, plain.Batch, expected), (cursor.Position, cursor.Batch, found));
        }

        Assert.False(cursor.MoveNext());
        Assert.False(cursor.IsColumnActive(scored.Schema["Name"]));
        Assert.Throws<ArgumentException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(scored.Schema["Name"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(scored.Schema["LogLikelihood"]));
    }

    [Fact]
    public void Shuffled_sets_of_cursors_give_every_row_its_score()
    {
        var scored = Score(Names(2_000));
        var (number, likelihood) = (scored.Schema["Number"], scored.Schema["LogLikelihood"]);
        var expected = new NameScorer(_model).Score(Names(2_000).Select(row => row.Name)).Select(score => score.LogLikelihood).ToList();

        var cursors = scored.GetRowCursorSet([number, likelihood], 4, new Random(7));
        var rows = cursors.AsParallel().SelectMany(cursor => Read(cursor)).ToList();
        var shuffled = _context.Data.ShuffleRows(scored, seed: 3);

        Assert.Equal(Enumerable.Range(0, 2_000), rows.Select(row => row.Number).Order());
        Assert.All(rows, row => Assert.Equal(expected[row.Number], row.Likelihood, 1e-12));
        Assert.All(
            shuffled.GetColumn<int>("Number").Zip(shuffled.GetColumn<double>("LogLikelihood")), row =>
                Assert.Equal(expected[row.First], row.Second, 1e-12));
        Assert.NotEqual(Enumerable.Range(0, 2_000), shuffled.GetColumn<int>("Number"));

        List<(int Number, double Likelihood)> Read(DataViewRowCursor cursor)
        {
            using (cursor)
            {
                var (readNumber, readLikelihood) = (cursor.GetGetter<int>(number), cursor.GetGetter<double>(likelihood));
                var found = new List<(int, double)>();
                for (var (place, value) = (0, 0.0); cursor.MoveNext(); found.Add((place, value)))
                {
                    readNumber(ref place);
                    readLikelihood(ref value);
                }

                return found;
            }
        }
    }

    [Fact]
    public void Pipelines_train_and_cross_validate_over_it()
    {
        var rows = _context.Data.LoadFromEnumerable(Names(400));
        var pipeline = _context.Transforms.ScoreNames(_model)
            .Append(_context.Transforms.Conversion.ConvertType("Score1", "NatsPerCharacter"))
            .Append(_context.Transforms.Concatenate("Features", "Score1", "Vector"))
            .AppendCacheCheckpoint(_context)
            .Append(_context.Regression.Trainers.Sdca(labelColumnName: "Target"));

        var folds = _context.Regression.CrossValidate(rows, pipeline, numberOfFolds: 3, labelColumnName: "Target");

        Assert.Equal(3, folds.Count);
        Assert.All(folds, fold => Assert.True(double.IsFinite(fold.Metrics.MeanSquaredError)));
        var engine = _context.Model.CreatePredictionEngine<Row, ScoredRow>(pipeline.Fit(rows));
        Assert.Equal(new NameScorer(_model).Score("abc").LogLikelihood, engine.Predict(new Row { Name = "abc" }).LogLikelihood, 1e-12);
    }

    [Fact]
    public void Unknown_character_comes_behind_the_rows_before_it()
    {
        var scored = Score([.. Names(70), new Row { Name = "Ož" }, new Row { Name = "a" }]);
        using var cursor = scored.GetRowCursor(scored.Schema);

        var read = 0;
        var exception = Assert.Throws<UnknownCharacterException>(() =>
        {
            while (cursor.MoveNext())
                read++;
        });

        Assert.Equal(70, read);
        Assert.Contains("'Ož'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_of_names_must_be_text()
    {
        var numbers = _context.Data.LoadFromEnumerable<CharacterStep>([]);
        var ids = _context.Data.LoadFromEnumerable<NumberedName>([]);

        Assert.Contains("There is no column 'Name'. The columns are: tokens, hidden, cell.", Assert.Throws<ArgumentException>(
            () => _context.Transforms.ScoreNames(_model).Fit(numbers)).Message, StringComparison.Ordinal);
        Assert.Contains("The column 'Name' is Int32", Assert.Throws<ArgumentException>(
            () => _context.Transforms.ScoreNames(_model).Fit(ids)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_is_refused_with_what_to_do_instead()
    {
        var rows = _context.Data.LoadFromEnumerable(Names(2));
        var transformer = _context.Transforms.ScoreNames(_model).Fit(rows);
        using var stream = new MemoryStream();

        var exception = Assert.Throws<NotSupportedException>(() => _context.Model.Save(transformer, rows.Schema, stream));

        Assert.Contains("keep the model file", exception.Message, StringComparison.Ordinal);
        Assert.Contains("delete it", exception.Message, StringComparison.Ordinal);
        Assert.InRange(stream.Length, 0, 1_000);                         // the head of a zip: ML.NET writes it before it asks
    }

    private IDataView Score(IEnumerable<Row> rows)
    {
        var view = _context.Data.LoadFromEnumerable(rows);
        return _context.Transforms.ScoreNames(_model).Fit(view).Transform(view);
    }

    private static IEnumerable<Row> Names(int count)
    {
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            yield return new Row
            {
                Name = string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (char)('a' + random.Next(26)))),
                Number = i,
                Target = i % 7,
                Vector = [i, i + 1],
                Words = [.. Enumerable.Range(0, i % 4).Select(word => $"{word}/{i}")],
            };
        }
    }

    private class Row
    {
        public string Name { get; set; } = "";

        public int Number { get; set; }

        public float Target { get; set; }

        [VectorType(2)]
        public float[] Vector { get; set; } = [0, 0];

        public string[] Words { get; set; } = [];
    }

    private sealed class ScoredRow : Row
    {
        public double LogLikelihood { get; set; }
    }

    private sealed class NumberedName
    {
        public int Name { get; set; }
    }
}
