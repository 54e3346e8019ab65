using System.Text;

namespace MlPipeline.Training.Fetching.Vlkk;

/// <summary>The seam to the one place that knows stress marks: a name's spelling is its text without them.</summary>
internal static class StressMarks
{
    /// <summary>Takes grave, acute and tilde off; dots, carons, ogoneks and macrons are spelling and stay.</summary>
    public static string Remove(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c is not ('\u0300' or '\u0301' or '\u0303'))).Normalize(NormalizationForm.FormC);
}
