using MlPipeline.Generation.Sampling;
using MlPipeline.Models;

namespace MlPipeline.Generation;

/// <summary>Generates names of at least one character from a model.</summary>
/// <remarks>
/// Thread-safe. The same options and the same model give the same names, whatever the batch size, the number of threads
/// and the number of callers.
/// </remarks>
/// <param name="model">The model; not disposed.</param>
public sealed class NameGenerator(ICharacterModel model)
{
    private const int LargestBlock = 4096;

    /// <summary>Fruitless draws in a row after which a request is given up: 10,000.</summary>
    internal const int Patience = 10_000;

    /// <summary>Generates names one by one, as they are asked for.</summary>
    /// <param name="options">What to generate; null for ten names.</param>
    /// <returns>Exactly <see cref="GenerationOptions.Count"/> names, in the order of their draws.</returns>
    /// <exception cref="Text.UnknownCharacterException">The prefix holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label.</exception>
    /// <exception cref="GenerationException">
    /// The prefix is longer than the longest name, the model can't tell what is new, or (while enumerating) 10,000 draws
    /// in a row brought nothing.
    /// </exception>
    public IEnumerable<GeneratedName> Generate(GenerationOptions? options = null)
    {
        options ??= new GenerationOptions();
        var maxLength = options.MaxLength ?? model.Manifest.MaxLength;
        if (options.Novel && model.Manifest.TrainingNames is null)
            throw new GenerationException("The model file holds no fingerprints of its training names, so it can't tell which names are new.");

        var prompt = Prompt.Read(model, options.Prefix, options.Condition);
        return prompt.Length <= maxLength
            ? Select(Draw(options, prompt, maxLength), options, maxLength)
            : throw new GenerationException($"The prefix '{prompt.Text}' has {prompt.Length} characters, and names have at most {maxLength}. Allow longer names.");
    }

    private IEnumerable<Draw> Draw(GenerationOptions options, Prompt prompt, int maxLength)
    {
        var loop = new GenerationLoop(model, prompt, new TokenSampler(options, model.Manifest.Vocabulary), options.Seed, maxLength);
        var block = Math.Min(options.Count / options.Threads, LargestBlock - 1) + 1;
        for (var first = 0L; first + (long)block * options.Threads <= uint.MaxValue; first += (long)block * options.Threads)
        {
            var start = first;
            var draws = options.Threads == 1
                ? loop.Run((uint)start, block, options.BatchSize)
                : Enumerable.Range(0, options.Threads).AsParallel().AsOrdered().WithDegreeOfParallelism(options.Threads)
                    .Select(i => loop.Run((uint)(start + (long)i * block), block, options.BatchSize).ToList()).AsEnumerable().SelectMany(list => list);
            foreach (var draw in draws)
                yield return draw;
        }
    }

    private IEnumerable<GeneratedName> Select(IEnumerable<Draw> draws, GenerationOptions options, int maxLength)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (taken, empty, tooLong, known, repeated) = (0, 0, 0, 0, 0);
        foreach (var (sample, name, logLikelihood) in draws)
        {
            if (empty + tooLong + known + repeated == Patience)
                break;

            if (name is null)
            {
                tooLong++;
            }
            else if (name.Length == 0)
            {
                empty++;
            }
            else if (options.Novel && model.Manifest.TrainingNames!.Contains(name))
            {
                known++;
            }
            else if (options.Unique && !seen.Add(name))
            {
                repeated++;
            }
            else
            {
                yield return new GeneratedName(name, logLikelihood, sample);
                if (++taken == options.Count)
                    yield break;
                (empty, tooLong, known, repeated) = (0, 0, 0, 0);
            }
        }

        throw new GenerationException(
            $"{taken} of {options.Count} names were found, then {Patience:N0} draws in a row were refused: {tooLong} longer than {maxLength} characters, {empty} empty, " +
            $"{known} from the training data, {repeated} seen before. Ask for fewer names, allow longer ones or raise the temperature.");
    }
}
