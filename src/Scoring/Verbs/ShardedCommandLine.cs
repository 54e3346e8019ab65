using System.CommandLine;
using System.CommandLine.Parsing;
using MlPipeline.Batch.Clusters;
using MlPipeline.Batch.Outputs;
using MlPipeline.CommandLine;
using MlPipeline.Common;

namespace MlPipeline.Scoring.Verbs;

/// <summary>Reads the command line that one process would run, and makes of it the steps of many.</summary>
internal static class ShardedCommandLine
{
    private const string Standard = "-";
    private static readonly string[] Verbs = ["complete", "score"];

    /// <summary>Reads the words as the program itself would.</summary>
    /// <param name="root">The command with all verbs.</param>
    /// <param name="words">The verb and what belongs to it.</param>
    /// <param name="threads">Threads of a shard where the words say nothing: several processes may share a machine.</param>
    /// <exception cref="UsageException">The program would refuse the words, or they can't be split into shards.</exception>
    public static ShardedCommand Read(RootCommand root, IReadOnlyList<string> words, int threads)
    {
        if (words is not [var verb, ..] || !Verbs.Contains(verb))
        {
            throw new UsageException(
                $"Behind -- comes 'complete' or 'score', which can be split into " +
                    $"shards{(words.Count == 0 ? "" : $", and not '{words[0]}'")}.");
        }

        if (words.Contains("--"))
        {
            throw new UsageException(
                "The command line holds a second '--', behind which no options could be added. Write a file name that begins with a dash " +
                    "as ./-name.");
        }

        var parsed = CommandParser.Parse(root, words);
        if (CommandParser.FindProblem(parsed, words) is { } problem)
            throw new UsageException($"'{verb}' after --: {problem.TrimEnd('.')}. See {verb} --help.");

        var given = parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit)
            .ToDictionary(option => option.Option.Name);
        var input = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).FirstOrDefault()?.Value
            ?? Standard;
        if (input == Standard)
        {
            throw new UsageException(
                $"'{verb}' after -- reads standard input, which many processes can't share. Name a file that all of them see.");
        }

        if (given.ContainsKey("--shard"))
            throw new UsageException($"'{verb}' after -- has a --shard already. Leave it out: each process gets its own.");
        if (!IsFile(given, "--output"))
            throw new UsageException($"'{verb}' after -- needs --output FILE: many processes can't share standard output.");
        if (given.ContainsKey("--errors") && !IsFile(given, "--errors"))
            throw new UsageException($"'{verb}' after -- needs a file for --errors: many processes can't share standard output.");

        if (!given.ContainsKey("--format"))
            TableFormats.Of(given["--output"].Tokens[0].Value, "--output");
        if (given.TryGetValue("--errors", out var errors))
            FileEnding.DialectOf(errors.Tokens[0].Value, "--errors");

        return new(
            input,
            ["index", input, .. Pass(root, "index", given)],
            [.. words, .. IfMissing(given, "--threads", "--threads", $"{threads}"), .. IfMissing(given, "--resume", "--resume")],
            ["merge", .. Pass(root, "merge", given)])
        { Roles = RolesOf(input, given) };
    }

    private static PathRoles RolesOf(string input, Dictionary<string, OptionResult> given)
    {
        var roles = new PathRoles().Read($"INPUT.csv of the command", input).Read("--model of the command", ValueOf("--model"));
        foreach (var result in given.Values.Where(result => result.Option is ContentOption))
            roles.Read($"{result.Option.Name} of the command", result.Tokens.Select(token => token.Value));
        return roles.Write("--output of the command", ValueOf("--output")).Write("--errors of the command", ValueOf("--errors"));

        string? ValueOf(string option) => given.TryGetValue(option, out var result) ? result.Tokens[0].Value : null;
    }

    private static bool IsFile(Dictionary<string, OptionResult> given, string option) =>
        given.TryGetValue(option, out var result) && result.Tokens is [{ Value: not ("" or Standard) }];

    private static string[] IfMissing(Dictionary<string, OptionResult> given, string option, params string[] words) =>
        given.ContainsKey(option) ? [] : words;

    // What another verb knows by the same name is meant for it too.
    private static IEnumerable<string> Pass(Command root, string verb, Dictionary<string, OptionResult> given) =>
        root.Subcommands.Single(command => command.Name == verb).Options.Where(option => given.ContainsKey(option.Name))
            .SelectMany(option => given[option.Name].Tokens.Select(token => token.Value).Prepend(option.Name));
}
