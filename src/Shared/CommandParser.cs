using System.CommandLine;
using System.CommandLine.Help;

namespace MlPipeline.CommandLine;

/// <summary>Parses a command line so that every value means what was typed.</summary>
/// <remarks>
/// System.CommandLine would read a file for a value that begins with @, take [suggest] for an order of its own, read -mn as
/// -m -n, and show help for the path /h.
/// </remarks>
internal static class CommandParser
{
    private static readonly ParserConfiguration Literal = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Parses.</summary>
    /// <param name="root">The command with its verbs.</param>
    /// <param name="args">The arguments as the program got them.</param>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> args)
    {
        root.Directives.Clear();
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Aliases.Remove("/h");
            help.Aliases.Remove("/?");
        }

        return root.Parse(args, Literal);
    }

    /// <summary>Finds the first thing that can't be run.</summary>
    /// <returns>What was found and what was expected; null where nothing is wrong.</returns>
    public static string? FindProblem(ParseResult parsed) => OptionValues.FindMisread(parsed) ?? (parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null);
}
