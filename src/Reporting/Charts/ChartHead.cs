using System.Text.RegularExpressions;

namespace MlPipeline.Reporting.Charts;

/// <summary>Names a chart: for the page, for the reader, and for those who can't see it.</summary>
internal sealed partial record ChartHead
{
    /// <summary>Creates a head.</summary>
    /// <param name="id">Unique on the page: a letter, then letters, digits, hyphens or underscores of ASCII.</param>
    /// <param name="title">What is shown; any text.</param>
    /// <param name="summary">What the picture says, in a sentence. The chart adds its numbers. Default: nothing.</param>
    /// <exception cref="ArgumentException">The id is another text, or the title is blank.</exception>
    public ChartHead(string id, string title, string summary = "")
    {
        if (!Identifier().IsMatch(id))
        {
            throw new ArgumentException(
                $"'{id}' can't be an id: begin with a letter, continue with letters, digits, '-' or '_' of ASCII.", nameof(id));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        (Id, Title, Summary) = (id, title, summary);
    }

    /// <summary>Unique on the page; ids inside the chart begin with it.</summary>
    public string Id { get; }

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>What the picture says; may be empty.</summary>
    public string Summary { get; }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*\z")]
    private static partial Regex Identifier();
}
