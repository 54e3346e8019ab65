namespace MlPipeline.Generation;

/// <summary>A set of an alphabet's characters, one bit each. Immutable.</summary>
internal sealed class CharacterSet
{
    private readonly ulong[] _words;

    /// <summary>Collects the characters for which a condition holds.</summary>
    /// <param name="count">Characters of the alphabet.</param>
    /// <param name="isMember">Says of each character, in [0, count), whether it belongs to the set.</param>
    public CharacterSet(int count, Func<int, bool> isMember)
    {
        _words = new ulong[(count + 63) / 64];
        for (var character = 0; character < count; character++)
        {
            if (isMember(character))
                _words[character / 64] |= 1UL << (character % 64);
        }
    }

    /// <summary>Says whether a character belongs to the set.</summary>
    /// <param name="character">Number of the character in its alphabet.</param>
    public bool Contains(int character) => (_words[character / 64] >> (character % 64) & 1) != 0;
}
