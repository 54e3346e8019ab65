namespace MlPipeline.Corpus.Cleaning;

/// <summary>What one rule did.</summary>
internal sealed class RuleReport(string name, string description, RuleEffect effect)
{
    private const int MostExamples = 12;
    private readonly List<RuleExample> _examples = [];

    public string Name { get; } = name;

    /// <summary>What the rule does, as a sentence without its full stop.</summary>
    public string Description { get; } = description;

    public RuleEffect Effect { get; } = effect;

    /// <summary>Rows that were changed, dropped or found.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them, in the order of the input.</summary>
    public IReadOnlyList<RuleExample> Examples => _examples;

    public void Add(RuleExample example)
    {
        Count++;
        if (_examples.Count < MostExamples)
            _examples.Add(example);
    }
}
