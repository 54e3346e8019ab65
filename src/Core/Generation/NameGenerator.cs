using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MlPipeline.Decoding;
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
    private const int RowsPerThread = 256;
    private const int Buffered = 256;
    private const int LargestWindow = 1 << 20;                           // draws: about 100 MB
    private const int NamesPerThread = 100_000;

    private readonly ICharacterModel _model = Argument.NotNull(model);

    /// <summary>Fruitless draws in a row after which a request is given up: 10,000.</summary>
    internal const int Patience = 10_000;

    /// <summary>Generates names one by one, as they are asked for.</summary>
    /// <param name="options">What to generate; null for ten names.</param>
    /// <param name="statistics">Counts what the reading that was begun last costs; null where no one wants to know.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>
    /// Exactly <see cref="GenerationOptions.Count"/> names, in the order of their draws. Every enumeration
    /// samples them again and gives the same names.
    /// </returns>
    /// <exception cref="Text.UnknownCharacterException">The prefix or a constraint holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentException">The model has no such label, or a pattern or regular expression makes no sense.</exception>
    /// <exception cref="GenerationException">
    /// No name can meet the constraints, the model can't tell what is new, or (while enumerating) 10,000 draws in a row
    /// brought nothing.
    /// </exception>
    /// <exception cref="OperationCanceledException">While enumerating: the work was stopped.</exception>
    public IEnumerable<GeneratedName> Generate(
        GenerationOptions? options = null, GenerationStatistics? statistics = null, CancellationToken cancellationToken = default)
    {
        options ??= new GenerationOptions();
        var plan = Plan(options, cancellationToken);
        return Take(plan, options, statistics, cancellationToken);
    }

    /// <summary>Generates names as a stream, on a thread of the pool: a few are drawn ahead of those that are taken.</summary>
    /// <inheritdoc cref="Generate(GenerationOptions?, GenerationStatistics?, CancellationToken)"/>
    public IAsyncEnumerable<GeneratedName> GenerateAsync(GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new GenerationOptions();
        return Stream(Plan(options, cancellationToken), options, cancellationToken);
    }

    /// <summary>Completes many prefixes, <see cref="GenerationOptions.Count"/> names each.</summary>
    /// <param name="prompts">
    /// The prefixes; their own prefix and label stand in for those of the options. Read once for each reading of the names.
    /// </param>
    /// <param name="options">How to generate; null for ten names a prefix.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>
    /// The names of the first prompt in the order of their draws, then those of the second, and so on. What a prompt gets
    /// depends on its row number and nothing around it.
    /// </returns>
    /// <exception cref="ArgumentNullException">There are no prompts; or, while enumerating, one of them is null.</exception>
    /// <exception cref="Text.UnknownCharacterException">
    /// While enumerating: a prefix holds a character that the vocabulary lacks.
    /// </exception>
    /// <exception cref="ArgumentException">While enumerating: the model has no such label.</exception>
    /// <exception cref="GenerationException">
    /// While enumerating: no name can meet the constraints, or 10,000 draws of a prompt in a row brought nothing.
    /// </exception>
    internal IEnumerable<CompletedName> Complete(
        IEnumerable<NamePrompt> prompts, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        prompts = Argument.EachNotNull(prompts);
        options ??= new GenerationOptions();
        CheckDistinct(options);
        var compiled = new Lazy<CompiledConstraints?>(() => CompileForAll(options, cancellationToken));

        // Each thread keeps the names of its rows until their turn comes: where that would be too many, one thread streams them.
        return options.Threads == 1 || options.Count > NamesPerThread
            ? CompleteRows(prompts, options, compiled, cancellationToken)
            : OrderedWork.Run(
                Parts.Of(prompts, Math.Clamp(NamesPerThread / options.Count, 1, RowsPerThread)), options.Threads, (rows, stop) =>
                    CompleteRows(rows, options, compiled, stop), cancellationToken);
    }

    private static GeneratedName NameOf(Draw draw) => new(draw.Name, draw.LogLikelihood, draw.Sample);

    private async IAsyncEnumerable<GeneratedName> Stream(
        DrawPlan plan, GenerationOptions options, CancellationToken asked,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(asked, cancellationToken);
        var channel = Channel.CreateBounded<GeneratedName>(new BoundedChannelOptions(Buffered)
        {
            SingleReader = true,
            SingleWriter = true,
        });
        var work = Task.Run(Write, CancellationToken.None);
        try
        {
            await foreach (var name in channel.Reader.ReadAllAsync(stop.Token))
                yield return name;
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }

        // Whatever goes wrong here is thrown where the names are taken.
        async Task Write()
        {
            try
            {
                foreach (var name in Take(plan, options, statistics: null, stop.Token))
                    await channel.Writer.WriteAsync(name, stop.Token);
                channel.Writer.Complete();
            }
            catch (Exception exception)
            {
                channel.Writer.Complete(exception);
            }
        }
    }

    private DrawPlan Plan(GenerationOptions options, CancellationToken cancellationToken)
    {
        CheckDistinct(options);
        return Plan(
            options, new TokenSampler(options, _model.Manifest.Vocabulary), new NamePrompt(0, options.Prefix, options.Label),
            new(() => null), cancellationToken);
    }

    private static void CheckDistinct(GenerationOptions options)
    {
        if (options.Unique)
            Limits.Check(options.Count, 1, Limits.DistinctNames, nameof(GenerationOptions.Count));
    }

    // Constraints that can't be compiled without a prefix may be possible with one.
    private CompiledConstraints? CompileForAll(GenerationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return new CompiledConstraints(options, _model.Manifest, isPrefixFolded: false, cancellationToken);
        }
        catch (GenerationException)
        {
            return null;
        }
    }

    private DrawPlan Plan(
        GenerationOptions options, TokenSampler sampler, NamePrompt prompt, Lazy<CompiledConstraints?> compiled,
        CancellationToken cancellationToken)
    {
        var vocabulary = _model.Manifest.Vocabulary;
        var start = vocabulary.StartOf(prompt.Label);
        var constraints = compiled.Value?.From(prompt.Prefix)
            ?? ConstraintAutomaton.Compile(options with { Prefix = prompt.Prefix }, _model.Manifest, cancellationToken);
        return new DrawPlan(vocabulary, sampler, constraints, options.ConstraintMode, start, options.Seed, prompt);
    }

    // All that changes while names are taken is made here, for each reading.
    private IEnumerable<GeneratedName> Take(
        DrawPlan plan, GenerationOptions options, GenerationStatistics? statistics, CancellationToken cancellationToken)
    {
        var acceptance = new Acceptance(
            options, plan.Constraints.MaxLength, statistics?.Begin(options.ConstraintMode == ConstraintMode.Fast));
        var names = SharedDraws.CanShare(plan)
            ? TakeShared(plan, options, acceptance, cancellationToken)
            : options.Threads == 1
                ? DecodingLoop.Run(_model, [new SamplingDecoder(plan, acceptance)], options.BatchSize, cancellationToken).Select(NameOf)
                : TakeInParallel(plan, options, acceptance, cancellationToken);
        foreach (var name in names)
            yield return name;
    }

    // In windows that grow, so that the first name comes soon, and later ones share much.
    private IEnumerable<GeneratedName> TakeShared(
        DrawPlan plan, GenerationOptions options, Acceptance acceptance, CancellationToken cancellationToken)
    {
        var draws = new NumberedDraws(_model, plan, options.BatchSize, options.Threads, cancellationToken);
        var largest = Math.Clamp(Limits.WindowCharacters / plan.Constraints.MaxLength, 1, LargestWindow);
        var window = Math.Min(Parts.FirstLength, largest);
        for (uint first = 0; ; first += (uint)window, window = (int)Math.Min((long)window * Parts.Growth, largest))
        {
            window = (int)Math.Min(window, Expected(acceptance.Missing, options.Count - acceptance.Missing, first));
            foreach (var draw in draws.Run(first, window))
            {
                if (!acceptance.Take(draw))
                    continue;

                yield return NameOf(draw);
                if (acceptance.Missing == 0)
                    yield break;
            }
        }
    }

    // Draws that will bring what is missing, as far as the draws so far can tell.
    private static long Expected(int missing, int taken, long draws) =>
        taken == 0 ? Math.Max(missing, draws) : (long)Math.Ceiling(Math.Min(LargestWindow, (double)missing * draws / taken));

    // Each thread draws a block of numbers whatever comes of them; which of them are taken is decided in their order.
    private IEnumerable<GeneratedName> TakeInParallel(
        DrawPlan plan, GenerationOptions options, Acceptance acceptance, CancellationToken cancellationToken)
    {
        var block = (uint)Math.Min(options.Count / options.Threads, LargestBlock - 1) + 1;
        var firsts = Enumerable.Range(0, (int)Math.Min(uint.MaxValue / block, int.MaxValue)).Select(i => (uint)i * block);
        var draws = OrderedWork.Run(
            firsts, options.Threads, (first, stop) =>
                DecodingLoop.Run(_model, [new SamplingDecoder(plan, first, block)], options.BatchSize, stop), cancellationToken);
        foreach (var draw in draws)
        {
            if (!acceptance.Take(draw))
                continue;

            yield return NameOf(draw);
            if (acceptance.Missing == 0)
                yield break;
        }
    }

    private IEnumerable<CompletedName> CompleteRows(
        IEnumerable<NamePrompt> prompts, GenerationOptions options, Lazy<CompiledConstraints?> compiled,
        CancellationToken cancellationToken)
    {
        var sampler = new TokenSampler(options, _model.Manifest.Vocabulary);
        var rows = prompts.Select(prompt =>
        {
            var plan = Plan(options, sampler, prompt, compiled, cancellationToken);
            return new SamplingDecoder(plan, new Acceptance(options, plan.Constraints.MaxLength, tally: null));
        });
        return DecodingLoop.Run(_model, rows, options.BatchSize, cancellationToken)
            .Select(draw => new CompletedName(draw.Prompt, NameOf(draw)));
    }
}
