using System.Text;
using Microsoft.Win32.SafeHandles;
using MlPipeline.Common;
using MlPipeline.Data;

#pragma warning disable RS0030 // The one place that names the console.

namespace MlPipeline.CommandLine;

/// <summary>The process's own streams, always in UTF-8: names hold letters that other code pages lack.</summary>
internal static class StandardStreams
{
    private const int Input = 0, Output = 1, Error = 2;
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Opens standard output for data. Redirected it is buffered: <see cref="CommandHost"/> flushes it. At a terminal nothing steers it.
    /// </summary>
    public static TextWriter OpenOutput()
    {
        if (!StandardDescriptor.IsWritable(Output))
            return new StreamWriter(new StandardOutputStream(null), Encoding);
        return Console.IsOutputRedirected
            ? new StreamWriter(new StandardOutputStream(OpenOutputStream()), Encoding)
            : new VisibleWriter(Terminal(() => Console.Out));
    }

    /// <summary>Opens standard error, for people.</summary>
    public static MessageWriter OpenError()
    {
        if (!StandardDescriptor.IsWritable(Error))
            return new MessageWriter(TextWriter.Null);
        return Console.IsErrorRedirected
            ? new MessageWriter(new StreamWriter(Console.OpenStandardError(), Encoding) { AutoFlush = true })
            : new MessageWriter(Terminal(() => Console.Error), isTerminal: true);
    }

    /// <summary>Opens standard input.</summary>
    /// <exception cref="DataFileException">It is closed.</exception>
    public static Stream OpenInput() => StandardDescriptor.IsReadable(Input)
        ? Console.OpenStandardInput()
        : throw new DataFileException("stdin", null, "standard input is closed. Give it a file with '< FILE', or name the file.");

    // The console's own stream swallows that a pipe is closed, and the program would work on for no one. Files keep it: it shares
    // its place in them with standard error.
    private static Stream OpenOutputStream()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();

        var stream = new FileStream(new SafeFileHandle(Output, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static TextWriter Terminal(Func<TextWriter> open)
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding;
        return open();
    }
}
