namespace MlPipeline.Generation;

/// <summary>
/// Characters that no set of the constraints tells apart, numbered: automata step over these few classes instead of over
/// every character.
/// </summary>
internal sealed class CharacterClasses
{
    private readonly int[] _classOf;
    private readonly int[] _examples;

    /// <summary>Splits the alphabet until every set is a union of classes.</summary>
    public CharacterClasses(int characters, IEnumerable<CharacterSet> sets)
    {
        _classOf = new int[characters];
        var count = Math.Min(1, characters);
        foreach (var set in sets.Distinct(ReferenceEqualityComparer.Instance).Cast<CharacterSet>())
        {
            var split = new Dictionary<(int Class, bool IsMember), int>();
            for (var character = 0; character < characters; character++)
            {
                var side = (_classOf[character], set.Contains(character));
                if (!split.TryGetValue(side, out var number))
                    split.Add(side, number = split.Count);
                _classOf[character] = number;
            }

            count = split.Count;
            if (count == characters)
                break;
        }

        _examples = new int[count];
        for (var character = 0; character < characters; character++)
            _examples[_classOf[character]] = character;
    }

    /// <summary>Gets the number of classes.</summary>
    public int Count => _examples.Length;

    /// <summary>Gets the class of a character.</summary>
    public int this[int character] => _classOf[character];

    /// <summary>Gets some character of a class.</summary>
    public int ExampleOf(int characterClass) => _examples[characterClass];
}
