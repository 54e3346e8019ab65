using System.Runtime.ExceptionServices;

namespace MlPipeline.Decoding;

/// <summary>Takes from a sequence that others gave, so that its errors can wait for their turn.</summary>
internal static class Attempt
{
    /// <summary>Moves to the next item.</summary>
    /// <param name="items">The sequence.</param>
    /// <param name="failure">Why there is no next item, where the sequence failed; otherwise null.</param>
    /// <returns>Whether there is one.</returns>
    public static bool Next<T>(IEnumerator<T> items, out ExceptionDispatchInfo? failure)
    {
        failure = null;
        try
        {
            return items.MoveNext();
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }
}
