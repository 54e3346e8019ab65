namespace MlPipeline.Training.Cleaning.Profile;

internal static class ProfileReport
{
    public static string Write(CleaningResult result, CleaningSource source, CancellationToken cancellation) => "";
}
