using System.Globalization;
using MlPipeline.Decoding;
using MlPipeline.Models;
using MlPipeline.Numerics;

namespace MlPipeline.Generation;

/// <summary>Finds names instead of drawing them one by one: the most probable, those of a beam, or a sample without repetition.</summary>
/// <remarks>Thread-safe. The batch size changes the speed, never the names.</remarks>
/// <param name="model">The model; not disposed.</param>
public sealed class NameSearch(ICharacterModel model)
{
    private const int DefaultMaxTexts = 1_000_000;
    private const int DefaultBatchSize = 64;
    private const string Remedy = "Ask for fewer names or narrow the constraints.";

    private readonly ICharacterModel _model = Argument.NotNull(model);

    /// <summary>
    /// Finds the most probable names that meet the constraints, provably: best-first over the prefixes, bounded by their own
    /// probabilities.
    /// </summary>
    /// <param name="count">How many, from 1 to 1,000,000.</param>
    /// <param name="options">Which names; null for all.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>The names, most probable first, equals by their characters; fewer than asked only where there are no more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">The model has no such label, or a pattern or regular expression makes no sense.</exception>
    /// <exception cref="Text.UnknownCharacterException">The prefix or a constraint holds a character that the vocabulary lacks.</exception>
    /// <exception cref="GenerationException">No name can meet the constraints, or the search would read too much.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IReadOnlyList<RankedName> Top(int count, SearchOptions? options = null, CancellationToken cancellationToken = default)
    {
        Limits.Check(count, 1, Limits.KeptNames);
        options ??= new SearchOptions();
        var found = Search(
            options, new SamplingOptions(), new LikeliestFirst(), count, options.MaxTexts, options.BatchSize, cancellationToken);
        return [.. found.Select((name, i) => new RankedName(i + 1, name.Name, name.LogLikelihood))];
    }

    /// <summary>
    /// Draws distinct names in one pass: as if drawn one by one and put aside when drawn before, without the waste
    /// (stochastic beam search; Kool et al. 2019). The sampling rules and constraints hold.
    /// </summary>
    /// <param name="count">How many, from 1 to 1,000,000.</param>
    /// <param name="options">Which names, and from which distribution; null for the model's own.</param>
    /// <param name="maxTexts">Most texts that are read before the search is given up, from 1 to 1,000,000,000.</param>
    /// <param name="batchSize">Texts that the model reads in one call, from 1 to 10,000. Changes the speed, never the names.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>The names in the order of their draws; fewer than asked only where there are no more.</returns>
    /// <inheritdoc cref="Top" path="/exception"/>
    public IReadOnlyList<SampledName> SampleWithoutReplacement(
        int count, SamplingOptions? options = null,
        int maxTexts = DefaultMaxTexts, int batchSize = DefaultBatchSize, CancellationToken cancellationToken = default)
    {
        Limits.Check(count, 1, Limits.KeptNames);
        options ??= new SamplingOptions();
        return Sample(count, options, options, maxTexts, batchSize, cancellationToken, out _);
    }

    /// <summary>Finds likely names by beam search: fast, and without a proof that they are the most probable.</summary>
    /// <param name="options">Width, groups and which names; null for ten.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <returns>At most <see cref="BeamOptions.Width"/> different names, most probable first, equals by their characters.</returns>
    /// <inheritdoc cref="Top" path="/exception"/>
    public IReadOnlyList<RankedName> Beam(BeamOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new BeamOptions();
        var prompt = PromptOf(options, out var automaton, cancellationToken);
        if ((long)options.Width * automaton.MaxLength > Limits.BeamCharacters)
            throw TooWide(nameof(BeamOptions.Width), options.Width, automaton.MaxLength);
        var beam = new BeamDecoder(_model.Manifest.Vocabulary, automaton, prompt, options);
        return [.. DecodingLoop.Run(_model, [beam], options.Width, cancellationToken)];
    }

    /// <summary>
    /// Estimates how many distinct names there are before quality falls below a threshold: from a sample without
    /// replacement, in which a name that is included with probability q stands for 1/q names.
    /// </summary>
    /// <remarks>
    /// The estimates of different names are uncorrelated, so the variance is estimated by Σ (1 − q) / q² (Cohen and Kaplan,
    /// "Summarizing data using bottom-k sketches", PODC 2007). Where many good names are far rarer than those of the sample,
    /// the few of them that it has stand for very many: estimate and error are then mostly too low and seldom far too high.
    /// A larger sample tells.
    /// </remarks>
    /// <param name="options">Constraints, thresholds and the size of the sample.</param>
    /// <param name="maxTexts">Most texts that are read before the search is given up, from 1 to 1,000,000,000.</param>
    /// <param name="batchSize">Texts that the model reads in one call, from 1 to 10,000. Changes the speed, never the names.</param>
    /// <param name="cancellationToken">Stops the work between two characters.</param>
    /// <inheritdoc cref="Top" path="/exception"/>
    public CapacityEstimate EstimateCapacity(
        CapacityOptions options, int maxTexts = DefaultMaxTexts, int batchSize = DefaultBatchSize,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.MaxNatsPerCharacter is null && options.MinProbability is null)
            throw new ArgumentException("Say what is good enough: set MaxNatsPerCharacter, MinProbability or both.", nameof(options));

        var sample = Sample(
            options.SampleSize, options, new SamplingOptions { Seed = options.Seed }, maxTexts, batchSize, cancellationToken,
            out var isPartial);
        var good = sample.Where(name => IsGoodEnough(name, options)).Select(name => name.InclusionProbability).ToList();
        return isPartial && good.Count == 0
            ? Bound(options, sample.Count)
            : new CapacityEstimate(good.Sum(q => 1 / q), Math.Sqrt(good.Sum(q => (1 - q) / (q * q))), sample.Count, good.Count)
            {
                IsPartial = isPartial,
            };
    }

    // Each draw takes one of the good names with their whole probability or more, as others are taken out: all n miss them with (1 −
    // share)ⁿ or less.
    private CapacityEstimate Bound(CapacityOptions options, int sampleSize)
    {
        const double Doubt = 0.05;
        var share = 1 - PortableMath.Exp(PortableMath.Log(Doubt) / sampleSize);
        var longest = (options.MaxLength ?? model.Manifest.MaxLength) + 1;
        var least = Math.Max(options.MinProbability ?? 0, options.MaxNatsPerCharacter is { } nats ? PortableMath.Exp(-nats * longest) : 0);
        var most = share / least;
        return new CapacityEstimate(0, double.NaN, sampleSize, 0)
        {
            IsPartial = true,
            LargestShare = share,
            MostNames = double.IsFinite(most) ? Math.Floor(most) : null,
        };
    }

    // One name more than asked for: its arrival tells how probable it was to be in the sample.
    private List<SampledName> Sample(
        int count, NameConstraints constraints, SamplingOptions sampling, int maxTexts, int batchSize, CancellationToken cancellationToken,
        out bool isPartial)
    {
        Limits.Check(maxTexts, 1, Limits.SearchTexts);
        Limits.Check(batchSize, 1, Limits.BatchSize);
        var race = new ExponentialRace(sampling.Seed, row: 0, sample: 0);
        var found = Search(constraints, sampling, race, count + 1, maxTexts, batchSize, cancellationToken);
        isPartial = found.Count > count;
        var logTime = isPartial ? found[count].Rank : double.PositiveInfinity;
        return [.. found.Take(count)
            .Select(name => new SampledName(name.Name, name.LogLikelihood, ProbabilityBefore(logTime, name.LogProbability)))];
    }

    private bool IsGoodEnough(SampledName name, CapacityOptions options)
    {
        var characters = _model.Manifest.Vocabulary.EncodeCharacters(name.Name).Length + 1;
        return !(-name.LogLikelihood / characters > options.MaxNatsPerCharacter)
            && !(PortableMath.Exp(name.LogLikelihood) < options.MinProbability);
    }

    // That a clock of this rate rings before the time: 1 − exp(−p·t).
    private static double ProbabilityBefore(double logTime, double logProbability) =>
        double.IsPositiveInfinity(logTime) ? 1 : -ExpM1(-PortableMath.Exp(logProbability + logTime));

    // eˣ − 1 without losing small results (Kahan).
    private static double ExpM1(double x)
    {
        var u = PortableMath.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : (u - 1) * x / PortableMath.Log(u);
    }

    private List<FoundName> Search(
        NameConstraints constraints, SamplingOptions sampling, ISearchOrder order, int count, int maxTexts, int width,
        CancellationToken cancellationToken)
    {
        var vocabulary = _model.Manifest.Vocabulary;
        var prompt = PromptOf(constraints, out var automaton, cancellationToken);
        var plan = new SearchPlan(vocabulary, new TokenSampler(sampling, vocabulary), automaton, maxTexts, Remedy);
        var search = new BestFirstSearch(plan, prompt, order, count, width);
        return [.. DecodingLoop.Run(_model, [new SearchDecoder(search)], width, cancellationToken)];
    }

    /// <summary>Words that a beam would keep more characters than it may.</summary>
    internal static ArgumentOutOfRangeException TooWide(string property, int width, int maxLength) => new(property, width, string.Create(
        CultureInfo.InvariantCulture,
        $"{property} must be at most {Limits.BeamCharacters / maxLength:N0} for names of up to {maxLength:N0} characters."));

    private Prompt PromptOf(NameConstraints constraints, out ConstraintAutomaton automaton, CancellationToken cancellationToken)
    {
        var start = _model.Manifest.Vocabulary.StartOf(constraints.Label);
        automaton = ConstraintAutomaton.Compile(constraints, _model.Manifest, cancellationToken);
        return new Prompt(start, automaton.Prefix);
    }
}
