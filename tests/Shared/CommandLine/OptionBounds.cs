using System.CommandLine;
using MlPipeline.CommandLine;

namespace MlPipeline.Testing;

/// <summary>Tries every option of a command line with values beyond what memory bears.</summary>
internal static class OptionBounds
{
    private static readonly string[] Texts = ["--prefix", "--suffix", "--pattern", "--regex", "--letters", "--ban"];

    // Any number is as good as another: they cost neither memory nor time. The count of a stream is one of them.
    private static readonly string[] Free = ["--seed", "--split-seed", "--top-k", "--no-repeat-ngram", "--max-errors", "generate --count"];

    /// <summary>Lists the options of a verb that have a bound, each with a value beyond it.</summary>
    public static IEnumerable<(Option Option, string Value)> Of(string words, Command verb) =>
        from option in OptionWalk.OptionsOf(verb)
        where !Free.Contains(option.Name) && !Free.Contains($"{words} {option.Name}")
        let value = BeyondOf(option)
        where value is not null
        select (option, value);

    /// <summary>Checks that a value was refused by one line that names its option.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? FindFault(Option option, string value, (int Code, string Output, string Error) result)
    {
        var isRefused = result.Code == ExitCode.WrongInput && result.Output.Length == 0 && result.Error.Length < 1_000 &&
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var line] &&
            line.StartsWith("error: ", StringComparison.Ordinal) && line.Contains(option.Name, StringComparison.Ordinal);
        return isRefused ? null : $"{option.Name} {value[..Math.Min(value.Length, 20)]}: exit code {result.Code}, {result.Error}";
    }

    private static string? BeyondOf(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type == typeof(int)
            ? $"{int.MaxValue}"
            : type == typeof(long) ? $"{long.MaxValue}" : Texts.Contains(option.Name) ? new string('a', 100_001) : null;
    }
}
