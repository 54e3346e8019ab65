namespace MlPipeline.Corpus.Cleaning;

/// <summary>A row that a rule concerned.</summary>
/// <param name="Row">The row, counted from 1 with the header.</param>
/// <param name="Before">The name as the rule got it.</param>
/// <param name="After">The name as the rule left it; null where the row is dropped.</param>
/// <param name="Reason">What the rule found, where its name doesn't say it all.</param>
internal sealed record RuleExample(long Row, string Before, string? After, string? Reason = null);
