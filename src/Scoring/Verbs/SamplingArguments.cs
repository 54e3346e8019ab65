using System.CommandLine;
using System.Globalization;
using MlPipeline.CommandLine;
using MlPipeline.Generation;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The options that say how characters are drawn, the same for every verb that draws.</summary>
internal sealed class SamplingArguments
{
    private const string End = "end";
    private const string Never = "-inf";
    private static readonly SamplingOptions Defaults = new();

    private readonly Option<float> _temperature = new("--temperature")
    {
        Description = "Sampling temperature: values below 1 are more conservative, above 1 more diverse.",
        DefaultValueFactory = _ => Defaults.Temperature,
    };
    private readonly Option<int?> _topK = new("--top-k") { Description = "Sample from the k most probable characters. [default: all]" };
    private readonly Option<float?> _topP = new("--top-p")
    {
        Description = "Nucleus sampling: sample from the most probable characters whose probabilities add up to p. [default: all]",
    };
    private readonly Option<float?> _minP = new("--min-p")
    {
        Description = "Sample from characters at least this fraction as probable as the most probable one. [default: all]",
    };
    private readonly Option<float?> _typicalP = new("--typical-p")
    {
        Description = "Locally typical sampling: the most typical characters whose probabilities add up to p. [default: all]",
    };
    private readonly Option<float> _repetitionPenalty = new("--repetition-penalty")
    {
        HelpName = "x",
        Description = "Values above 1 make characters that the name already has less probable.",
        DefaultValueFactory = _ => Defaults.RepetitionPenalty,
    };
    private readonly Option<float> _frequencyPenalty = new("--frequency-penalty")
    {
        HelpName = "x",
        Description = "Subtracted from a character's logit for each occurrence in the name so far.",
        DefaultValueFactory = _ => Defaults.FrequencyPenalty,
    };
    private readonly Option<float> _presencePenalty = new("--presence-penalty")
    {
        HelpName = "x",
        Description = "Subtracted once from the logits of characters that the name already has.",
        DefaultValueFactory = _ => Defaults.PresencePenalty,
    };
    private readonly Option<int?> _noRepeatNGram = new("--no-repeat-ngram")
    {
        Description = "No sequence of n characters occurs twice in a name. [default: allowed]",
        HelpName = "n",
    };
    private readonly Option<string[]> _logitBias = new("--logit-bias")
    {
        Description = "Added to a character's logit, such as ž=-2, end=0.5 or q=-inf (repeatable). [default: none]",
        HelpName = "c=bias",
    };

    /// <summary>The seed.</summary>
    public Option<long> Seed { get; } = new("--seed")
    {
        Description = "Random seed; the same seed gives the same names.",
        DefaultValueFactory = _ => Defaults.Seed,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        foreach (var option in All)
            verb.Add(option);
    }

    /// <summary>Whether the user set any of the options.</summary>
    public bool AreGiven(ParseResult parsed) => All.Any(option => parsed.GetResult(option) is { Implicit: false });

    /// <summary>Puts the options into a record.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public T Apply<T>(T options, ParseResult parsed)
        where T : SamplingOptions => (T)(options with
        {
            Temperature = parsed.GetValue(_temperature),
            TopK = parsed.GetValue(_topK),
            TopP = parsed.GetValue(_topP),
            MinP = parsed.GetValue(_minP),
            TypicalP = parsed.GetValue(_typicalP),
            RepetitionPenalty = parsed.GetValue(_repetitionPenalty),
            FrequencyPenalty = parsed.GetValue(_frequencyPenalty),
            PresencePenalty = parsed.GetValue(_presencePenalty),
            NoRepeatNGram = parsed.GetValue(_noRepeatNGram),
            LogitBias = (parsed.GetValue(_logitBias) ?? []).Select(Bias).ToDictionary(),
            Seed = parsed.GetValue(Seed),
        });

    private IReadOnlyList<Option> All =>
        [_temperature, _topK, _topP, _minP, _typicalP, _repetitionPenalty, _frequencyPenalty, _presencePenalty, _noRepeatNGram, _logitBias,
            Seed];

    private static KeyValuePair<string, float> Bias(string text)
    {
        // The character itself may be an equals sign.
        var split = text.LastIndexOf('=');
        var bias = float.NegativeInfinity;
        if (split <= 0
            || (text[(split + 1)..] != Never
                && !float.TryParse(text[(split + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out bias)))
        {
            throw new UsageException($"--logit-bias takes a character and a number, such as ž=-2, end=0.5 or q=-inf, and not '{text}'.");
        }

        return new(text[..split] == End ? "" : text[..split], bias);
    }
}
