using MlPipeline.Text;

namespace MlPipeline.CommandLine;

/// <summary>The command line asks for something that makes no sense.</summary>
/// <param name="message">What was found and what was expected.</param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class UsageException(string message, Exception? inner = null) : MlPipelineException(message, inner)
{
    /// <summary>Builds something from what the user gave: what its setters and guards refuse is for the user to fix.</summary>
    public static T Guard<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(ArgumentText.Of(exception), exception);
        }
    }
}
