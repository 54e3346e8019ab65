using System.Text;
using MlPipeline.CommandLine;
using Spectre.Console;

namespace MlPipeline.Training.Verbs;

/// <summary>Makes the console that people read: standard error, live where it is a terminal.</summary>
internal static class Terminal
{
    public static IAnsiConsole For(TextWriter writer)
    {
        IAnsiConsoleOutput output = writer is MessageWriter messages ? new MessageOutput(messages) : new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = output });

        // A redirected console would fold lines at 80 columns, and logs are searched by line.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = int.MaxValue;
        return console;
    }

    // Spectre.Console knows a terminal by the writer, which is ours here.
    private sealed class MessageOutput(MessageWriter messages) : IAnsiConsoleOutput
    {
        private readonly AnsiConsoleOutput _size = new(TextWriter.Null);

        public TextWriter Writer => messages.Raw;

        public bool IsTerminal => messages.IsTerminal;

        public int Width => _size.Width;

        public int Height => _size.Height;

        public void SetEncoding(Encoding encoding)
        {
            // Always UTF-8.
        }
    }
}
