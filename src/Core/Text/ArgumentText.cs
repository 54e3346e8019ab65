namespace MlPipeline.Text;

/// <summary>Gets the text that an <see cref="ArgumentException"/> was made with.</summary>
internal static class ArgumentText
{
    /// <summary>Gets it without what the framework adds to the message: the parameter's name and its value.</summary>
    public static string Of(ArgumentException exception)
    {
        // The framework says itself what it adds, to an empty text, in its own language.
        var empty = exception switch
        {
            ArgumentOutOfRangeException range =>
                new ArgumentOutOfRangeException(range.ParamName, range.ActualValue, "") as ArgumentException,
            ArgumentNullException => new ArgumentNullException(exception.ParamName, ""),
            _ => new ArgumentException("", exception.ParamName),
        };
        return exception.Message.EndsWith(empty.Message, StringComparison.Ordinal)
            ? exception.Message[..^empty.Message.Length]
            : exception.Message;
    }
}
