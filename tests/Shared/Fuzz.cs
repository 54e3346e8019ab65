using System.Diagnostics;
using System.Globalization;

namespace MlPipeline.Testing;

/// <summary>
/// Gives damaged inputs to a reader for a few seconds, or for as many as MLPIPELINE_FUZZ_SECONDS says. What may be thrown is an error of
/// ours that a user understands; anything else, and an input that takes long, fails the test and is shown.
/// </summary>
/// <remarks>
/// A case that was found goes into <c>tests/Corpus/FORMAT</c>, as small as it can be made: the files there are read first, as they are, and are
/// damaged like the rest.
/// </remarks>
internal static class Fuzz
{
    private const string Variable = "MLPIPELINE_FUZZ_SECONDS";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20); // for one input, on a machine that has other things to do

    /// <summary>Damages and reads.</summary>
    /// <param name="format">Folder of the cases that were found.</param>
    /// <param name="seeds">Good inputs.</param>
    /// <param name="read">Reads an input.</param>
    /// <param name="isRefusal">Says whether an exception is what the reader may refuse an input by.</param>
    /// <param name="tokens">Texts that mean something in the format.</param>
    /// <returns>How many inputs were read, and how many of them were refused.</returns>
    public static (int Inputs, int Refused) Run(
        string format, IEnumerable<byte[]> seeds, Action<byte[]> read, Func<Exception, bool> isRefusal, params string[] tokens)
    {
        var folder = Path.Combine(TestFiles.Root, "tests", "Corpus", format);
        List<byte[]> inputs = [.. seeds, .. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        var (time, watch) = (TimeOf(Environment.GetEnvironmentVariable(Variable)), Stopwatch.StartNew());

        // A few seconds try the same inputs each time, as far as they come; an hour tries others each time.
        var seed = time > Usual ? Environment.TickCount : 1;
        var (mutator, random, count, refused) = (new Mutator(seed, tokens), new Random(seed), 0, 0);
        foreach (var input in inputs)
            Try(input);
        while (watch.Elapsed < time)
            Try(mutator.Mutate(inputs[random.Next(inputs.Count)], inputs[random.Next(inputs.Count)]));
        return (count, refused);

        void Try(byte[] input)
        {
            var begin = watch.Elapsed;
            count++;
            try
            {
                read(input);
            }
            catch (Exception exception) when (isRefusal(exception))
            {
                refused++;
            }
            catch (Exception exception)
            {
                Assert.Fail(
                    $"{format}, input {count} of seed {seed}: {exception}\nThe input as base64, for a file in " +
                        $"tests/Corpus/{format}:\n{Convert.ToBase64String(input)}");
            }

            if (watch.Elapsed - begin > Longest)
            {
                Assert.Fail(
                    $"{format}, input {count} of seed {seed} took {(watch.Elapsed - begin).TotalSeconds:F0} " +
                        $"s:\n{Convert.ToBase64String(input)}");
            }
        }
    }

    private static TimeSpan TimeOf(string? seconds) =>
        double.TryParse(seconds, CultureInfo.InvariantCulture, out var given) ? TimeSpan.FromSeconds(given) : Usual;
}
