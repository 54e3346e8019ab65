using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace MlPipeline.CommandLine;

/// <summary>Parses a command line so that every value means what was typed.</summary>
/// <remarks>
/// System.CommandLine would read a file for a value that begins with @, take [suggest] for an order of its own, show help
/// for the path /h, and miss the value of --prefix= although it is the empty text.
/// </remarks>
internal static class CommandParser
{
    private static readonly ParserConfiguration Literal = new() { ResponseFileTokenReplacer = null };

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

        GroupedHelp.AddTo(root);
        return root.Parse([.. WithEmptyValues([.. FormerNames.Replace(root, args)])], Literal);
    }

    /// <summary>Finds the first thing that can't be run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="args">The arguments as the program got them.</param>
    /// <returns>What was found and what was expected; null where nothing is wrong.</returns>
    public static string? FindProblem(ParseResult parsed, IReadOnlyList<string> args)
    {
        if (parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Directive) is { } directive)
            return $"Unrecognized command or argument '{directive.Value}'";
        if (args.FirstOrDefault(arg => parsed.UnmatchedTokens.Any(value => value.Length > 0 && IsSwitchWith(arg, value))) is { } given)
            return $"Option '{given.Split('=', ':')[0]}' takes true or false, and not '{given[(given.IndexOfAny(['=', ':']) + 1)..]}'";
        return OptionValues.FindMisread(parsed) ?? (parsed.Errors.Count > 0 ? parsed.Errors[0].Message : null);
    }

    // --unique=maybe is read as --unique and an argument 'maybe'.
    private static bool IsSwitchWith(string arg, string value) =>
        arg.StartsWith("--", StringComparison.Ordinal) &&
        (arg.EndsWith("=" + value, StringComparison.Ordinal) || arg.EndsWith(":" + value, StringComparison.Ordinal));

    private static IEnumerable<string> WithEmptyValues(IReadOnlyList<string> args)
    {
        var isLiteral = false;
        foreach (var arg in args)
        {
            isLiteral |= arg == "--";
            var isOption = !isLiteral && arg.Length > 3 && arg.StartsWith("--", StringComparison.Ordinal);
            if (!isOption || arg.IndexOf('=', StringComparison.Ordinal) != arg.Length - 1)
            {
                yield return arg;
                continue;
            }

            yield return arg[..^1];
            yield return "";
        }
    }
}
