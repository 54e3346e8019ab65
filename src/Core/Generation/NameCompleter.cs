using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Completes any number of prefixes, in constant memory; one that can't be completed doesn't end the others.</summary>
/// <remarks>
/// Thread-safe; works on the calling thread, so run several at once for more speed. What a prefix gets depends on its prompt,
/// the options and the model: not on its neighbours, the batch size or the order.
/// </remarks>
/// <param name="model">The model; not disposed.</param>
public sealed class NameCompleter(ICharacterModel model)
{
    /// <summary>Draws of a prefix, one after the other, that run past the longest length: the last of them is taken, cut there.</summary>
    internal const int LongPatience = 100;

    // Beams and searches keep many texts each.
    private const int MostTexts = 100_000;
    private const int MostNamesAtOnce = 512;
    private const int PromptsPerRow = 8;                                 // of a model call, where prompts may come slowly
    private const int WindowNames = 1 << 16;                             // of the prefixes that are completed together: about 30 MB
    private const string Remedy = "Ask for fewer names, or give a longer prefix.";

    private readonly ICharacterModel _model = Argument.NotNull(model);

    /// <summary>Completes prefixes as they come.</summary>
    /// <param name="prompts">The prefixes. Read once for each reading of the answers.</param>
    /// <param name="options">How; null for ten samples each.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>An answer for each prompt, in their order, while they are enumerated.</returns>
    /// <exception cref="ArgumentNullException">There are no prompts; or, while enumerating, one of them is null.</exception>
    /// <exception cref="Text.UnknownCharacterException">A constraint holds a character that the vocabulary lacks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// More names of each prefix are asked for than are kept: 100,000, or 10,000 of a beam.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// A pattern or regular expression makes no sense, or the model lacks the label of the options.
    /// </exception>
    /// <exception cref="GenerationException">
    /// No name at all can meet the constraints, the model can't tell what is new, or the automaton for all prefixes is too large.
    /// </exception>
    /// <exception cref="OperationCanceledException">While enumerating: the work was stopped.</exception>
    public IEnumerable<PrefixCompletion> Complete(
        IEnumerable<NamePrompt> prompts, CompletionOptions? options = null, CancellationToken cancellationToken = default)
    {
        var areHere = Argument.NotNull(prompts).TryGetNonEnumeratedCount(out _);
        prompts = Argument.EachNotNull(prompts);
        options ??= new CompletionOptions();
        Check(options, _model.Manifest);
        var generation = options.Generation;
        _ = _model.Manifest.Vocabulary.StartOf(generation.Label);
        var constraints = new CompiledConstraints(generation, _model.Manifest, isPrefixFolded: false, cancellationToken);
        _ = constraints.From("");                                        // what no name can meet, no prefix helps
        var sampler = new TokenSampler(
            options.Method == CompletionMethod.Samples ? generation : new SamplingOptions(), _model.Manifest.Vocabulary);
        var maxLive = options.Method == CompletionMethod.Samples ? int.MaxValue : Math.Max(1, MostNamesAtOnce / generation.Count);
        if (options.Method == CompletionMethod.Samples && generation.ConstraintMode == ConstraintMode.Exact
            && constraints.From("") is { IsOpen: true } open)
        {
            var largest = Math.Max(1, Math.Min(WindowNames, Limits.WindowCharacters / constraints.MaxLength) / generation.Count);
            return Parts.Growing(prompts, areHere, generation.BatchSize * PromptsPerRow, largest)
                .SelectMany(window => CompleteTogether(window, options, sampler, constraints, open, cancellationToken));
        }

        var decoders = prompts.Select(prompt => Begin(prompt, options, sampler, constraints));
        return DecodingLoop.Run(_model, decoders, generation.BatchSize, cancellationToken, maxLive);
    }

    // Where no constraint but the greatest length is left, rows are drawn together.
    private IEnumerable<PrefixCompletion> CompleteTogether(
        IReadOnlyList<NamePrompt> prompts, CompletionOptions options, TokenSampler sampler, CompiledConstraints constraints,
        ConstraintAutomaton open, CancellationToken cancellationToken)
    {
        var (vocabulary, generation) = (_model.Manifest.Vocabulary, options.Generation);
        var failures = new MlPipelineException?[prompts.Count];
        var rows = new SharedRow?[prompts.Count];
        for (var i = 0; i < prompts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            failures[i] = Try(() => rows[i] = new SharedRow(
                PlanOf(prompts[i], constraints.From(prompts[i].Prefix), vocabulary.StartOf(prompts[i].Label)),
                AcceptanceOf(generation, constraints.MaxLength)));
        }

        var root = PlanOf(new NamePrompt(0, ""), open, Vocabulary.Boundary);
        new RowDraws(_model, root, generation.BatchSize, cancellationToken).Run([.. rows.OfType<SharedRow>()]);
        for (var i = 0; i < prompts.Count; i++)
        {
            yield return (failures[i] ?? rows[i]!.Failure) is { } failure
                ? new PrefixCompletion(prompts[i], [], failure)
                : new PrefixCompletion(prompts[i], Completion.InOrder(rows[i]!.Taken.Select(CompletionOf)), null);
        }

        DrawPlan PlanOf(NamePrompt prompt, ConstraintAutomaton automaton, int start) =>
            new(vocabulary, sampler, automaton, ConstraintMode.Exact, start, generation.Seed, prompt);
    }

    private static Acceptance AcceptanceOf(GenerationOptions generation, int maxLength) => new(generation, maxLength, tally: null)
    {
        LongPatience = LongPatience,
    };

    private static Completion CompletionOf(Draw draw) => new(0, draw.Name, draw.LogLikelihood, draw.Outcome == DrawOutcome.TooLong);

    // Why a prompt can't even be begun with; null where it can.
    private static MlPipelineException? Try(Action begin)
    {
        try
        {
            begin();
            return null;
        }
        catch (MlPipelineException failure)
        {
            return failure;
        }
        catch (ArgumentException failure)
        {
            return new GenerationException(ArgumentText.Of(failure));
        }
    }

    /// <summary>Refuses more names of a prefix than memory bears: they are given together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more.</exception>
    internal static void Check(CompletionOptions options, ModelManifest manifest)
    {
        var (count, isBeam, length) = (
            options.Generation.Count, options.Method == CompletionMethod.Beam, options.Generation.MaxLength ?? manifest.MaxLength);
        Limits.Check(count, 1, isBeam ? Limits.BeamWidth : Limits.CompletedNames, nameof(GenerationOptions.Count));
        if (isBeam && (long)count * length > Limits.BeamCharacters)
            throw NameSearch.TooWide(nameof(GenerationOptions.Count), count, length);
    }

    private Decoder<PrefixCompletion> Begin(
        NamePrompt prompt, CompletionOptions options, TokenSampler sampler, CompiledConstraints constraints)
    {
        Decoder<PrefixCompletion>? decoder = null;
        var failure = Try(() => decoder = Begin(
            prompt, options, sampler, _model.Manifest.Vocabulary.StartOf(prompt.Label), constraints.From(prompt.Prefix)));
        return failure is null ? decoder! : new FailedCompletion(prompt, failure);
    }

    private Decoder<PrefixCompletion> Begin(
        NamePrompt prompt, CompletionOptions options, TokenSampler sampler, int start, ConstraintAutomaton constraints)
    {
        var (vocabulary, generation) = (_model.Manifest.Vocabulary, options.Generation);
        Func<string> nothing = options.Method == CompletionMethod.Beam
            ? () => $"The beam came to no name with {constraints.Describe()}. Ask for more names, which makes it wider, or loosen the " +
                $"constraints."
            : () => $"The model gives no name with {constraints.Describe()} a probability above 0. Ask for less.";
        switch (options.Method)
        {
            case CompletionMethod.Beam:
                var beam = new BeamDecoder(vocabulary, constraints, new Prompt(start, constraints.Prefix), new BeamOptions
                {
                    Width = generation.Count,
                });
                return new CompletionDecoder<RankedName>(
                    prompt, beam, name => new Completion(0, name.Name, name.LogLikelihood, IsTruncated: false), nothing);

            case CompletionMethod.Top:
                var search = new BestFirstSearch(
                    new SearchPlan(vocabulary, sampler, constraints, MostTexts, Remedy), new Prompt(start, constraints.Prefix),
                    new LikeliestFirst(), generation.Count, generation.BatchSize);
                return new CompletionDecoder<FoundName>(
                    prompt, new SearchDecoder(search), name =>
                        new Completion(0, name.Name, name.LogLikelihood, IsTruncated: false), nothing);

            default:
                var plan = new DrawPlan(vocabulary, sampler, constraints, generation.ConstraintMode, start, generation.Seed, prompt);
                var row = new SamplingDecoder(plan, AcceptanceOf(generation, constraints.MaxLength));
                return new CompletionDecoder<Draw>(prompt, row, CompletionOf, nothing);
        }
    }
}
