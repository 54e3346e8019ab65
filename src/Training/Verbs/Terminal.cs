using Spectre.Console;

namespace MlPipeline.Training.Verbs;

/// <summary>Makes the console that people read: standard error, live where it is a terminal.</summary>
internal static class Terminal
{
    public static IAnsiConsole For(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });

        // A redirected console would fold lines at 80 columns, and logs are searched by line.
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = int.MaxValue;
        return console;
    }
}
