using System.CommandLine;

namespace MlPipeline.Scoring.Verbs;

/// <summary>The program's command line.</summary>
internal static class ScoringCommand
{
    /// <summary>Makes the command with all its verbs.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Generates, completes and scores names with a model that MlPipeline's training project wrote.")
        {
            GenerateVerb.Create(),
            CompleteVerb.Create(),
            ScoreVerb.Create(),
            MergeVerb.Create(),
            IndexVerb.Create(),
            TopVerb.Create(),
            CapacityVerb.Create(),
            InfoVerb.Create(),
            EvaluateVerb.Create(),
            ReportVerb.Create(),
            PlantVerb.Create(),
        };
        root.Add(EmitVerb.Create(root));
        return root;
    }
}
