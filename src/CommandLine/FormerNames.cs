using System.CommandLine;

namespace MlPipeline.CommandLine;

/// <summary>Options that were renamed keep their former names, which help and messages no longer show.</summary>
internal static class FormerNames
{
    // Of several new names the first that the command has.
    private static readonly Dictionary<string, string[]> NewNames = new(StringComparer.Ordinal)
    {
        ["--condition"] = ["--label", "--label-column"],
        ["--condition-column"] = ["--label-column"],
    };

    /// <summary>Replaces former names by the new ones, up to <c>--</c>.</summary>
    /// <param name="root">The command with its subcommands.</param>
    /// <param name="args">The arguments as the program got them.</param>
    public static IEnumerable<string> Replace(Command root, IEnumerable<string> args)
    {
        var (command, isLiteral) = (root, false);
        foreach (var arg in args)
        {
            isLiteral |= arg == "--";
            command = command.Subcommands.FirstOrDefault(inner => inner.Name == arg) ?? command;
            yield return isLiteral ? arg : Replace(command, arg);
        }
    }

    private static string Replace(Command command, string arg)
    {
        var name = arg.Split('=', ':')[0];
        return NewNames.TryGetValue(name, out var names) && !command.Options.Any(option => option.Name == name) &&
            names.FirstOrDefault(known => command.Options.Any(option => option.Name == known)) is { } found
                ? found + arg[name.Length..]
                : arg;
    }
}
