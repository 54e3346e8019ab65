using System.Text;
using MlPipeline.Generation.Sampling;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>
/// Draws many names at once: each live draw is a row of one model call, and a draw that ends hands its row to the next.
/// What a draw becomes depends on its number alone, through the keyed random numbers, not on its neighbours.
/// </summary>
internal sealed class GenerationLoop(ICharacterModel model, Prompt prompt, TokenSampler sampler, long seed, int maxLength)
{
    private readonly Vocabulary _vocabulary = model.Manifest.Vocabulary;

    /// <summary>Runs the draws <paramref name="first"/> … <paramref name="first"/> + <paramref name="count"/> − 1, in order.</summary>
    public IEnumerable<Draw> Run(uint first, int count, int batchSize)
    {
        var run = new Rows(model, prompt, Math.Min(batchSize, count));
        var ended = new Dictionary<uint, Draw>();
        var (next, end, due) = (first, first + (uint)count, first);
        while (due < end)
        {
            while (run.HasRoom && next < end)
                Begin(run, next++, ended);

            for (; ended.Remove(due, out var draw); due++)
                yield return draw;

            if (run.Count > 0)
                Advance(run, ended);
        }
    }

    private void Begin(Rows rows, uint sample, Dictionary<uint, Draw> ended)
    {
        var live = new LiveDraw(sample, prompt);
        if (Extend(live, prompt.Logits, rows.Scratch, ended))
            rows.Add(live);
    }

    private void Advance(Rows rows, Dictionary<uint, Draw> ended)
    {
        rows.Forward();
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            if (!Extend(rows[row], rows.Logits(row), rows.Scratch, ended))
                rows.RemoveAt(row);
        }
    }

    // Draws the next token; returns whether the name goes on.
    private bool Extend(LiveDraw live, ReadOnlySpan<float> logits, Span<float> scratch, Dictionary<uint, Draw> ended)
    {
        logits.CopyTo(scratch);
        var token = sampler.Sample(scratch, Philox.Uniform(seed, row: 0, live.Sample, (uint)live.Length));
        live.LogLikelihood += Logits.LogProbability(logits, token);

        if (token != Vocabulary.Boundary && live.Length < maxLength)
        {
            live.Append(token, _vocabulary);
            return true;
        }

        ended.Add(live.Sample, new Draw(live.Sample, token == Vocabulary.Boundary ? live.Text.ToString() : null, live.LogLikelihood));
        return false;
    }

    private sealed class LiveDraw(uint sample, Prompt prompt)
    {
        public uint Sample => sample;

        public StringBuilder Text { get; } = new(prompt.Text);

        public int Length { get; private set; } = prompt.Length;

        public double LogLikelihood { get; set; } = prompt.LogLikelihood;

        public long Token { get; private set; }

        public void Append(long token, Vocabulary vocabulary)
        {
            Text.Append(vocabulary.Tokens[(int)token]);
            (Token, Length) = (token, Length + 1);
        }
    }

    // The live draws and, row by row, their states.
    private sealed class Rows(ICharacterModel model, Prompt prompt, int capacity)
    {
        private readonly List<LiveDraw> _live = new(capacity);
        private RecurrentState _state = new(model.Manifest, capacity);
        private long[] _tokens = new long[capacity];
        private float[] _logits = [];

        /// <summary>Room for the logits that the rules rewrite, [V].</summary>
        public float[] Scratch { get; } = new float[model.Manifest.Vocabulary.Count];

        public int Count => _live.Count;

        public bool HasRoom => _live.Count < capacity;

        public LiveDraw this[int row] => _live[row];

        public ReadOnlySpan<float> Logits(int row)
        {
            var width = model.Manifest.Vocabulary.Count;
            return _logits.AsSpan(row * width, width);
        }

        public void Add(LiveDraw draw)
        {
            Resize(atLeast: _live.Count + 1);
            prompt.State.CopyRow(0, _state, _live.Count);
            _live.Add(draw);
        }

        public void RemoveAt(int row)
        {
            var last = _live.Count - 1;
            _state.CopyRow(last, _state, row);
            _live[row] = _live[last];
            _live.RemoveAt(last);
        }

        public void Forward()
        {
            // Idle rows cost as much as live ones: drop them once they are half.
            if (_live.Count <= _state.Batch / 2)
                Resize(_live.Count, exactly: true);

            for (var row = 0; row < _live.Count; row++)
                _tokens[row] = _live[row].Token;
            model.Forward(_tokens, _state, ref _logits);
        }

        private void Resize(int atLeast, bool exactly = false)
        {
            if (_state.Batch >= atLeast && !exactly)
                return;

            var resized = new RecurrentState(model.Manifest, exactly ? atLeast : capacity);
            for (var row = 0; row < _live.Count; row++)
                _state.CopyRow(row, resized, row);
            (_state, _tokens) = (resized, new long[resized.Batch]);
        }
    }
}
