using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Reads the excluded names.</summary>
internal static class ExcludedNames
{
    /// <summary>Compiles the excluded names that a name can come near to.</summary>
    /// <param name="constraints">The constraints.</param>
    /// <param name="normalization">What excluded names go through.</param>
    /// <param name="alphabet">The characters of names.</param>
    /// <param name="minLength">Least length of a name.</param>
    /// <param name="maxLength">Greatest length of a name.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Null where no name can come near.</returns>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    public static Lexicon? Compile(
        NameConstraints constraints, Normalization normalization, Alphabet alphabet, int minLength, int maxLength,
        CancellationToken cancellationToken = default)
    {
        var (maxEdits, near) = (constraints.MinEdits - 1, new List<int[]>());
        foreach (var name in constraints.Excluded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(name))
                throw ConstraintText.Refused(nameof(NameConstraints.Excluded), "An excluded name is blank. Leave it out.");

            var characters = alphabet.NumbersOf(normalization.Apply(name));
            if (CanBeNear(characters))
                near.Add(characters);
        }

        return near.Count == 0 ? null : new Lexicon(near, alphabet.Count, maxEdits);

        // An edit fixes one difference in length or one unknown character.
        bool CanBeNear(int[] characters) =>
            characters.Length >= minLength - maxEdits && characters.Length - maxEdits <= maxLength &&
            characters.Count(c => c == Alphabet.Unknown) <= maxEdits;
    }
}
