using MlPipeline.Models;

namespace MlPipeline.Scoring.Tests;

/// <summary>What this machine computes.</summary>
internal static class Machine
{
    /// <summary>
    /// Skips a test that compares samples to the last digit where the processor adds up otherwise than the one that wrote the model.
    /// </summary>
    public static void RequireBitsOfTheShippedModel()
    {
        using var model = OnnxCharacterModel.Open(TestFiles.Model);
        Assert.SkipUnless(
            (string?)model.Manifest.ExportCheck["logits_sha256"] == NumericsProbe.Run(model).LogitsSha256,
            "This machine computes other last bits than the one that wrote the model.");
    }
}
