namespace MlPipeline.Scoring.Outputs;

/// <summary>Placeholder until merged.</summary>
internal static class SpreadsheetGuard
{
    public static string Guard(string text) => text;
}
