using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MlPipeline.Text;

namespace MlPipeline.NGrams;

/// <summary>
/// The baselines that are shown beside a model, fitted in one way for all who show them. A name counts once, whatever its labels.
/// Smoothing and order are chosen on a tenth of the training names (<see cref="Split"/>), which the candidates are fitted without; then
/// all training names are counted. Held-out names choose nothing.
/// </summary>
/// <remarks>Immutable, and so safe for any number of threads.</remarks>
/// <param name="Uniform">Takes all characters and the end for equally likely.</param>
/// <param name="Unigram">Counts characters.</param>
/// <param name="Bigram">Counts pairs of characters.</param>
/// <param name="KneserNey">Modified Kneser-Ney of the best order up to <see cref="KneserNey.DefaultHighestOrder"/>.</param>
internal sealed record BaselineSuite(UniformBaseline Uniform, AdditiveNGram Unigram, AdditiveNGram Bigram, KneserNey KneserNey)
{
    private const int HeldOutOneIn = 10;
    private const int UnigramOrder = 1;
    private const int BigramOrder = 2;

    /// <summary>Gets the baselines from the simplest to the strongest.</summary>
    public IReadOnlyList<IBaseline> All => [Uniform, Unigram, Bigram, KneserNey];

    /// <summary>Fits the baselines.</summary>
    /// <param name="names">
    /// The training names, normalised; at least one. With a single one there is nothing to hold out: it chooses for itself.
    /// </param>
    /// <param name="vocabulary">Its characters are the symbols.</param>
    /// <exception cref="ArgumentException">There are no names.</exception>
    /// <exception cref="UnknownCharacterException">A name holds a character that the vocabulary lacks.</exception>
    public static BaselineSuite Fit(IEnumerable<string> names, Vocabulary vocabulary)
    {
        List<string> distinct = [.. names.Distinct(StringComparer.Ordinal)];
        var all = SymbolsOf(distinct, vocabulary);
        Symbols.RequireNames(all, nameof(names));

        var (rest, held) = Split(distinct);
        var (fit, choose) = rest.Count > 0 ? (SymbolsOf(rest, vocabulary), SymbolsOf(held, vocabulary)) : (all, all);
        var count = vocabulary.Count - vocabulary.FirstCharacter;
        return new BaselineSuite(
            new UniformBaseline(count),
            AdditiveNGram.Fit(all, count, UnigramOrder, AdditiveNGram.Fit(fit, choose, count, UnigramOrder).Smoothing),
            AdditiveNGram.Fit(all, count, BigramOrder, AdditiveNGram.Fit(fit, choose, count, BigramOrder).Smoothing),
            KneserNey.Fit(all, count, KneserNey.FitBestOrder(fit, choose, count).Order));
    }

    /// <summary>
    /// Holds out a tenth of the distinct names, rounded up: those whose SHA-256 is least. It depends on the names alone, neither on
    /// their order nor on a seed, and is independent of every split by seed that may have chosen the training names.
    /// </summary>
    /// <param name="names">Names; of equal ones the first is taken.</param>
    /// <returns>Both parts, each in the order of <paramref name="names"/>.</returns>
    public static (IReadOnlyList<string> Counted, IReadOnlyList<string> HeldOut) Split(IEnumerable<string> names)
    {
        List<string> distinct = [.. names.Distinct(StringComparer.Ordinal)];
        var held = distinct.OrderBy(Position).ThenBy(name => name, StringComparer.Ordinal)
            .Take((distinct.Count + HeldOutOneIn - 1) / HeldOutOneIn).ToHashSet(StringComparer.Ordinal);
        return ([.. distinct.Where(name => !held.Contains(name))], [.. distinct.Where(held.Contains)]);
    }

    /// <summary>Gets the symbols of names, as baselines read them: token ids less the first character's.</summary>
    /// <param name="names">Normalised names.</param>
    /// <param name="vocabulary">Its characters are the symbols.</param>
    /// <exception cref="UnknownCharacterException">A name holds a character that the vocabulary lacks.</exception>
    public static int[][] SymbolsOf(IEnumerable<string> names, Vocabulary vocabulary) =>
        [.. names.Select(name => Array.ConvertAll(vocabulary.EncodeCharacters(name), id => (int)id - vocabulary.FirstCharacter))];

    private static ulong Position(string name) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
