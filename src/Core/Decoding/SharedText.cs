using MlPipeline.Models;

namespace MlPipeline.Decoding;

/// <summary>A text that several requests have come to, and what is known of it.</summary>
/// <typeparam name="TPath">What a request sums up on its way; the same for all that come to a text.</typeparam>
/// <param name="Before">The model's state before the text's last token.</param>
/// <param name="Token">The text's last token, or its start token.</param>
/// <param name="Characters">Token ids of its characters.</param>
/// <param name="Path">What is summed up so far.</param>
/// <param name="First">The first of its requests, in the order of the texts.</param>
/// <param name="Count">The number of its requests.</param>
internal sealed record SharedText<TPath>(SharedState Before, int Token, TextTokens Characters, TPath Path, int First, int Count);

/// <summary>
/// The characters of a text, in memory that it shares with the first text that continues it: so that a long name costs memory once.
/// </summary>
internal readonly struct TextTokens
{
    private readonly Memory _memory;

    private TextTokens(Memory memory, int length) => (_memory, Length) = (memory, length);

    /// <summary>Gets a text without characters.</summary>
    public static TextTokens Empty => new(new Memory(), 0);

    public int Length { get; }

    /// <summary>Gets the token ids.</summary>
    public ReadOnlySpan<int> Tokens => _memory.Tokens.AsSpan(0, Length);

    /// <summary>Gets the text with one more character. Not for two threads at once.</summary>
    public TextTokens With(int token)
    {
        var memory = _memory.Used == Length ? _memory : new Memory { Tokens = Tokens.ToArray() };
        if (memory.Tokens.Length == Length)
            Array.Resize(ref memory.Tokens, Math.Max(8, 2 * Length));
        memory.Tokens[Length] = token;
        memory.Used = Length + 1;
        return new TextTokens(memory, memory.Used);
    }

    private sealed class Memory
    {
        public int[] Tokens = [];

        public int Used { get; set; }
    }
}

/// <summary>The model's state after a text, held by all texts that continue it.</summary>
internal sealed class SharedState(RecurrentState state)
{
    private int _holders;

    public RecurrentState State => state;

    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Returns whether no one holds it any more.</summary>
    public bool Release() => Interlocked.Decrement(ref _holders) == 0;
}
