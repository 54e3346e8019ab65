namespace MlPipeline.Testing;

/// <summary>Whether the tests take every step of what they go through in small ones: CI does, by an environment variable.</summary>
internal static class LongTests
{
    public const string Variable = "MLPIPELINE_LONG_TESTS";

    public const string Reason = $"One of several like it; set {Variable}=1 to run all.";

    public static bool AreWanted { get; } = Environment.GetEnvironmentVariable(Variable) == "1";
}
