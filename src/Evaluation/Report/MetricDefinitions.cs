namespace MlPipeline.Evaluation.Report;

/// <summary>Which way a number is good.</summary>
internal enum Better
{
    /// <summary>Less is better.</summary>
    Lower,

    /// <summary>More is better.</summary>
    Higher,

    /// <summary>Neither, or it depends.</summary>
    Neither,
}

/// <summary>How a number is computed.</summary>
/// <param name="Name">Of the metric; <c>*</c> stands for any part.</param>
/// <param name="Title">In words.</param>
/// <param name="Better">Which way it is good.</param>
/// <param name="Definition">How it and its interval are computed.</param>
internal sealed record MetricDefinition(string Name, string Title, Better Better, string Definition);

/// <summary>How every number of a report is computed; the same table is in the report and in docs/evaluation.md.</summary>
internal static class MetricDefinitions
{
    private const string Bootstrap = "95 % percentile interval of 2,000 draws of the names with replacement (Efron and Tibshirani 1993).";
    private const string Wilson = "Interval of Wilson 1927.";

    /// <summary>Gets all definitions.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("nats_per_character", "nats per character", Better.Lower,
            $"−Σ log-likelihood / Σ (n + 1) over the held-out names, natural logarithm, the end of a name counted, its start not; " +
                $"unlabelled, temperature 1. {Bootstrap}"),
        new("nats_per_character.labelled", "nats per character with the label", Better.Lower,
            "The same with each name's own label; names without one are left out."),
        new("nats_per_character.labelled.*", "nats per character with the label, of one label", Better.Lower,
            "The same over the names of one label."),
        new("nats_per_character.*", "nats per character of a part of the names", Better.Lower,
            "The same over a part: label=…, without_label (beside names with one), length=n, known_family and new_family (whether a " +
                "training name has the same stem: lower case, marks, and vowels, j and s at the end taken off), known, near and far (0, " +
                    "1, at least 2 edits from the nearest training name)."),
        new("bits_per_character", "bits per character", Better.Lower, "nats_per_character / ln 2."),
        new("perplexity", "perplexity", Better.Lower, "exp(nats_per_character)."),
        new("nats_per_name", "nats per name", Better.Lower, $"−Σ log-likelihood / names. {Bootstrap}"),
        new("nats.position=*", "nats at a place", Better.Lower,
            $"Mean −ln probability of the character at that place, the end included, over the names that have it. {Bootstrap}"),
        new("baseline.*", "a baseline's nats per character", Better.Neither,
            "As nats_per_character, of a baseline fitted to the training names: uniform over all characters and the end; unigram and " +
                "bigram with additive smoothing; interpolated modified Kneser-Ney (Chen and Goodman 1998); copies of the training names " +
                    "(a training name with probability 1 − ε, else a unigram's). Smoothing, order and ε are chosen on a tenth of the " +
                        "training names, by hash; then all of them are counted."),
        new("difference.*", "model minus baseline", Better.Lower,
            "Nats per character of the model less the baseline's, both on the same names; the interval draws names for both at once " +
                "(paired). Below 0 the model is better, and only where the whole interval is it called so."),
        new("ece", "expected calibration error", Better.Lower,
            "Over all predicted characters: Σ over 15 bins of equal width, (0, 1/15] and so on, of (guesses in the bin / guesses) × " +
                "|share of hits − mean probability| of the most probable character (Guo et al. 2017). Chance alone makes it more than 0, " +
                    "and resampling still more, so the interval is that of Fang and Santos 2019 over draws of whole names: it begins " +
                        "above 0 only where the model isn't calibrated."),
        new("confidence", "confidence", Better.Neither, $"Mean probability of the most probable character. {Bootstrap}"),
        new("accuracy", "accuracy", Better.Higher, $"Share of characters that were the most probable. {Bootstrap}"),
        new("overconfidence", "overconfidence", Better.Neither, "confidence − accuracy, paired."),
        new("validity", "validity", Better.Higher,
            $"Share of the samples that meet all declared rules; not there where names are not judged. {Wilson}"),
        new("validity.*", "validity by one rule, or drawn with a label", Better.Higher,
            $"Share that meets one rule; label=… of 2,000 names drawn with that label, whose ending must fit it, for at most 20 labels. " +
                $"{Wilson}"),
        new("capitalised", "capitalised", Better.Neither, $"Share of the samples that begin with a capital letter. {Wilson}"),
        new("uniqueness", "uniqueness", Better.Higher,
            "Distinct names / samples. Resampling would make duplicates, so the interval rests on the variance of the number of distinct " +
                "names in a sample of this size, estimated from how many names came once, twice and so on (Good and Toulmin 1956), in " +
                    "Wilson's form."),
        new("uniqueness.*", "uniqueness of the first 1,000", Better.Higher, "The same of the first 1,000 samples."),
        new("novelty", "novelty", Better.Higher,
            "Share of the distinct samples that are no training names; the interval as for uniqueness, by the delta method."),
        new("internal_diversity", "internal diversity", Better.Higher,
            "Mean over all pairs of 1,000 names, chosen by chance, of edit distance (Levenshtein) / length of the longer; a U-statistic " +
                "with the normal interval of Hoeffding 1948."),
        new("nearest_training_distance", "distance to the nearest training name", Better.Neither,
            $"Mean over the names of the fewest edits to a training name. {Bootstrap}"),
        new("js_distance.*", "Jensen-Shannon distance", Better.Lower,
            "Square root of the Jensen-Shannon divergence, base 2, between the distributions of samples and held-out names, 0 to 1: of " +
                "lengths, of letters, of bigrams and trigrams with ^ before and $ after the name, of the last two letters; small " +
                    "letters. Interval by linearisation, names being independent, their letters not. Few held-out names make it larger: " +
                        "compare with training.js_distance."),
        new("js_distance.*.difference", "Jensen-Shannon distance beyond the training names'", Better.Lower,
            "js_distance of the samples less that of the training names, both to the held-out names."),
        new("coverage", "coverage", Better.Higher,
            $"Share of the distinct held-out names that are among the samples. {Bootstrap} Where all or none are, that of Wilson 1927."),
        new("coverage.expected", "coverage to be expected", Better.Higher,
            $"Mean of 1 − (1 − q)ⁿ, q being the exact probability that a sample is the name, n the number of samples. {Bootstrap}"),
        new("heldout.*", "the same of held-out names", Better.Neither, "The number of the samples computed for the held-out names."),
        new("training.*", "the same of training names", Better.Neither, "The number of the samples computed for the training names."),
        new("copied_share", "share of samples that are copies of training names", Better.Lower,
            $"Share of the samples that are training names. {Wilson}"),
        new("copied_share.expected", "copied share to be expected", Better.Lower,
            "Σ over the distinct training names of the exact probability that a sample is the name: no estimate, no interval."),
        new("copied_share.unmemorised", "copied share of a model without memory", Better.Neither,
            $"Distinct training names × mean probability of the distinct held-out names that are no training names: what would be copied " +
                $"if training names were as probable as those. {Bootstrap}"),
        new("memorisation_factor", "memorisation factor", Better.Lower,
            "copied_share.expected / copied_share.unmemorised: 1 for a model that knows its training names no better than others."),
        new("membership_auc", "membership-inference AUC", Better.Lower,
            "Probability that a training name has fewer nats per character than a held-out one that is none (Yeom et al. 2018), ties " +
                "half; 0.5 is chance. Interval of DeLong et al. 1988."),
        new("membership_auc.calibrated", "membership-inference AUC, calibrated", Better.Lower,
            "The same with log-likelihood less that under Kneser-Ney models fitted without the name (ten folds; Watson et al. 2022)."),
        new("canary_exposure.*", "exposure of canaries", Better.Lower,
            "log₂ |R| − log₂ rank, in bits, the rank being exact among all names that the canary's pattern allows (Carlini et al. 2019); " +
                "p_value: that names never seen are as exposed on average, by Erlang's distribution of the sum."),
        new("defects", "defects", Better.Lower, "Findings that are called a defect."),
        new("warnings", "warnings", Better.Lower, "Findings that are called a warning."),
        new("not_judged", "checks not judged", Better.Lower,
            "Checks that can't say anything here: names that no rules are known for, or too few names."),
    ];

    /// <summary>Finds which way a number is good.</summary>
    /// <param name="metric">Its name.</param>
    public static Better BetterOf(string metric) => Of(metric)?.Better ?? Better.Neither;

    /// <summary>Finds what a number is called in words; nothing for one that isn't defined.</summary>
    /// <param name="metric">Its name.</param>
    public static string TitleOf(string metric) => Of(metric)?.Title ?? "";

    /// <summary>Finds the definition of a number: the one whose name says most of it.</summary>
    /// <param name="metric">Its name.</param>
    public static MetricDefinition? Of(string metric) =>
        All.Where(definition => Fits(definition.Name, metric))
            .MaxBy(definition => definition.Name.Replace("*", "", StringComparison.Ordinal).Length);

    private static bool Fits(string pattern, string metric) => pattern.Split('*', 2) is [var before, var behind]
        ? metric.Length > before.Length + behind.Length && metric.StartsWith(before, StringComparison.Ordinal)
            && metric.EndsWith(behind, StringComparison.Ordinal)
        : pattern == metric;
}
