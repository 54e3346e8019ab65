using System.Runtime.InteropServices;
using MlPipeline.Models;

namespace MlPipeline.Decoding;

/// <summary>
/// The texts that decoders ask about, each once: whoever asks for the same text shares one state and one evaluation. Texts
/// that are wanted in a round are evaluated together, as the rows of one model call.
/// </summary>
/// <remarks>
/// Memory is bounded: states and logits live in slots, and a text that wasn't used for long gives its slot away. Should
/// it be wanted again, it is read again from its nearest ancestor that is still known. Not thread-safe.
/// </remarks>
internal sealed class PrefixTree
{
    private const int LargestCache = 8 << 20; // bytes
    private const int FirstSlots = 64;

    private readonly ICharacterModel _model;
    private readonly CancellationToken _cancellation;
    private readonly RecurrentState _start;                              // zeros
    private readonly int _capacity;
    private readonly Dictionary<(PrefixNode? Parent, int Token), PrefixNode> _nodes = [];
    private readonly List<PrefixNode> _wanted = [];

    private RecurrentState _states;                                      // [L, slots, H]
    private float[] _logits;                                             // [slots, V]
    private PrefixNode?[] _owners;
    private int _used, _hand;
    private long _round;

    private RecurrentState _batch;
    private long[] _tokens = new long[1];
    private float[] _output = [];

    /// <summary>Makes an empty tree.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batchSize">Most rows of one model call, at least 1.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    public PrefixTree(ICharacterModel model, int batchSize, CancellationToken cancellationToken)
    {
        (_model, BatchSize, _cancellation) = (model, batchSize, cancellationToken);
        var manifest = model.Manifest;
        var slotBytes = sizeof(float) * (manifest.Layers * manifest.Hidden * manifest.StateNames.Count + manifest.Vocabulary.Count);
        _capacity = Math.Max(FirstSlots, LargestCache / slotBytes);
        (_start, _batch) = (new RecurrentState(manifest, 1), new RecurrentState(manifest, 1));
        _states = new RecurrentState(manifest, FirstSlots);
        (_logits, _owners) = (new float[FirstSlots * Width], new PrefixNode?[FirstSlots]);
    }

    /// <summary>Most rows of one model call.</summary>
    public int BatchSize { get; }

    /// <summary>Whether the next model call has rows to spare.</summary>
    public bool HasRoom => _wanted.Count < BatchSize;

    /// <summary>The number of tokens, V.</summary>
    public int Width => _model.Manifest.Vocabulary.Count;

    /// <summary>Ends the work if it was stopped: for loops that don't ask for texts.</summary>
    public void ThrowIfCancelled() => _cancellation.ThrowIfCancellationRequested();

    /// <summary>Finds the text of a start token alone.</summary>
    public PrefixNode Root(int startToken) => Find(null, startToken);

    /// <summary>Finds a text with one more character.</summary>
    public PrefixNode Child(PrefixNode parent, int token)
    {
        _cancellation.ThrowIfCancellationRequested();
        return Find(parent, token);
    }

    /// <summary>
    /// Asks for a text. True: the model's answer is here, until the next round. False: it comes in one of the next
    /// rounds; ask again in each.
    /// </summary>
    public bool Want(PrefixNode node)
    {
        Keep(node);
        if (node.Slot >= 0)
            return true;

        // Behind a forgotten text come its forgotten ancestors; the nearest known one is needed to start from.
        for (var text = node; text is { Slot: < 0 }; text = text.Parent)
        {
            if (!text.IsWanted)
                _wanted.Add(text);
            text.IsWanted = true;
            Keep(text);
            if (text.Parent is { } parent)
                Keep(parent);
        }

        return false;
    }

    /// <summary>Gets the logits of the character after a text, [V]; valid until the next round.</summary>
    /// <param name="node">A text that <see cref="Want"/> said is here.</param>
    public ReadOnlySpan<float> Logits(PrefixNode node) => _logits.AsSpan(node.Slot * Width, Width);

    /// <summary>Evaluates the wanted texts whose parents are known, in calls of up to <see cref="BatchSize"/> rows.</summary>
    public void Evaluate()
    {
        _cancellation.ThrowIfCancellationRequested();
        Drop(node => node.Round != _round);                              // no one waits for them any more
        var ready = _wanted.Where(node => node.Parent is null or { Slot: >= 0 }).ToList();
        Drop(node => node.Parent is null or { Slot: >= 0 });
        foreach (var rows in ready.Chunk(BatchSize))
        {
            _cancellation.ThrowIfCancellationRequested();
            Evaluate(rows);
        }

        _round++;
    }

    private void Drop(Predicate<PrefixNode> label) => _wanted.RemoveAll(node =>
    {
        if (!label(node))
            return false;
        node.IsWanted = false;
        return true;
    });

    private PrefixNode Find(PrefixNode? parent, int token)
    {
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, (parent, token), out _);
        return node ??= new PrefixNode(parent, token);
    }

    private void Keep(PrefixNode node) => (node.Round, node.WasUsed) = (_round, true);

    private void Evaluate(PrefixNode[] rows)
    {
        if (_batch.Batch != rows.Length)
            (_batch, _tokens) = (new RecurrentState(_model.Manifest, rows.Length), new long[rows.Length]);

        for (var row = 0; row < rows.Length; row++)
        {
            _tokens[row] = rows[row].Token;
            if (rows[row].Parent is { } parent)
                _states.CopyRow(parent.Slot, _batch, row);
            else
                _start.CopyRow(0, _batch, row);
        }

        _model.Forward(_tokens, _batch, ref _output);                    // [B, 1, V]
        for (var row = 0; row < rows.Length; row++)
        {
            var (node, slot) = (rows[row], TakeSlot());
            _batch.CopyRow(row, _states, slot);
            _output.AsSpan(row * Width, Width).CopyTo(_logits.AsSpan(slot * Width));
            (node.Slot, _owners[slot]) = (slot, node);
            _nodes.TryAdd((node.Parent, node.Token), node);
        }
    }

    // A clock: the hand passes over what was used since it last came by, and over all that this round needs.
    private int TakeSlot()
    {
        if (_used < _owners.Length)
            return _used++;
        if (_owners.Length >= _capacity)
        {
            for (var tries = 0; tries < 2 * _owners.Length; tries++)
            {
                var slot = _hand;
                _hand = (_hand + 1) % _owners.Length;
                var owner = _owners[slot]!;
                if (owner.Round == _round)
                    continue;
                if (!owner.WasUsed)
                    return Forget(slot, owner);
                owner.WasUsed = false;
            }
        }

        Grow();
        return _used++;
    }

    private int Forget(int slot, PrefixNode owner)
    {
        owner.Slot = -1;
        if (_nodes.TryGetValue((owner.Parent, owner.Token), out var node) && node == owner)
            _nodes.Remove((owner.Parent, owner.Token));
        return slot;
    }

    private void Grow()
    {
        var slots = _owners.Length >= _capacity ? _owners.Length * 2 : Math.Min(_owners.Length * 2, _capacity);
        var states = new RecurrentState(_model.Manifest, slots);
        for (var slot = 0; slot < _used; slot++)
            _states.CopyRow(slot, states, slot);
        _states = states;
        Array.Resize(ref _logits, slots * Width);
        Array.Resize(ref _owners, slots);
    }
}
