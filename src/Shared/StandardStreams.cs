using System.Text;

#pragma warning disable RS0030 // The one place that names the console.

namespace MlPipeline.CommandLine;

/// <summary>The process's own streams, always in UTF-8: names hold letters that other code pages lack.</summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Opens standard output for data. Redirected it is buffered: <see cref="CommandHost"/> flushes it.</summary>
    public static TextWriter OpenOutput() => Open(Console.IsOutputRedirected, Console.OpenStandardOutput, () => Console.Out, autoFlush: false);

    /// <summary>Opens standard error, for people.</summary>
    public static TextWriter OpenError() => Open(Console.IsErrorRedirected, Console.OpenStandardError, () => Console.Error, autoFlush: true);

    /// <summary>Gets whether standard error is a terminal, where a line can be written over.</summary>
    public static bool IsErrorTerminal => !Console.IsErrorRedirected;

    /// <summary>Opens standard input.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    private static TextWriter Open(bool isRedirected, Func<Stream> open, Func<TextWriter> terminal, bool autoFlush)
    {
        if (isRedirected)
            return new StreamWriter(open(), Encoding) { AutoFlush = autoFlush };
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding;
        return terminal();
    }
}
