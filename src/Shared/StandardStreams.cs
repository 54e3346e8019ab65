using System.Text;
using Microsoft.Win32.SafeHandles;

#pragma warning disable RS0030 // The one place that names the console.

namespace MlPipeline.CommandLine;

/// <summary>The process's own streams, always in UTF-8: names hold letters that other code pages lack.</summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Opens standard output for data. Redirected it is buffered: <see cref="CommandHost"/> flushes it.</summary>
    public static TextWriter OpenOutput() => Open(Console.IsOutputRedirected, OpenOutputStream, () => Console.Out, autoFlush: false);

    /// <summary>Opens standard error, for people.</summary>
    public static TextWriter OpenError() => Open(Console.IsErrorRedirected, Console.OpenStandardError, () => Console.Error, autoFlush: true);

    /// <summary>Gets whether standard error is a terminal, where a line can be written over.</summary>
    public static bool IsErrorTerminal => !Console.IsErrorRedirected;

    /// <summary>Opens standard input.</summary>
    public static Stream OpenInput() => Console.OpenStandardInput();

    // The console's own stream swallows that a pipe is closed, and the program would work on for nobody. Files keep it: it shares
    // its place in them with standard error.
    private static Stream OpenOutputStream()
    {
        const int descriptor = 1;
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static TextWriter Open(bool isRedirected, Func<Stream> open, Func<TextWriter> terminal, bool autoFlush)
    {
        if (isRedirected)
            return new StreamWriter(open(), Encoding) { AutoFlush = autoFlush };
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding;
        return terminal();
    }
}
