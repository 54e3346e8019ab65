namespace MlPipeline.CommandLine;

/// <summary>
/// The reader of a pipe has closed it, as <c>head</c> does when it has enough: there is nothing left to do, and nothing is wrong.
/// </summary>
/// <param name="inner">The system's error.</param>
internal sealed class ReaderClosedException(Exception inner) : Exception("The reader of the output has closed it.", inner)
{
    // EPIPE; ERROR_BROKEN_PIPE, ERROR_NO_DATA.
    private static readonly int[] Codes = [32, unchecked((int)0x8007006D), unchecked((int)0x800700E8)];

    /// <summary>Says whether a failure to write means that.</summary>
    public static bool Is(Exception? exception) => exception is IOException && Codes.Contains(exception.HResult);

    /// <summary>Writes what the exit code doesn't depend on: a reader who has seen enough changes no verdict.</summary>
    public static void Ignore(Action write)
    {
        try
        {
            write();
        }
        catch (ReaderClosedException)
        {
            // The verdict is the caller's to return.
        }
    }
}
