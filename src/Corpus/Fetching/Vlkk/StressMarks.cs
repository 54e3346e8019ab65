using MlPipeline.Text;

namespace MlPipeline.Corpus.Fetching.Vlkk;

/// <summary>The seam to the one place that knows stress marks: a name's spelling is its text without them.</summary>
internal static class StressMarks
{
    private static readonly Normalization Rule = Normalization.Of([Normalization.StressRule]);

    /// <summary>Takes grave, acute and tilde off; dots, carons, ogoneks and macrons are spelling and stay.</summary>
    public static string Remove(string text) => Rule.Apply(text);
}
