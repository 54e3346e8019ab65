using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace MlPipeline.CommandLine;

/// <summary>Refuses values of options that the parser would take for something else, or refuse in the words of a programmer.</summary>
internal static class OptionValues
{
    private static readonly string[] Paths =
        ["--model", "--output", "--errors", "--data", "--train", "--canaries", "--not-in", "--validation", "--report", "--cache"];

    /// <summary>Finds the first such value.</summary>
    /// <returns>What was found and what was expected; null where there is none.</returns>
    public static string? FindMisread(ParseResult parsed) => parsed.CommandResult.Children
        .SelectMany(result => result.Tokens.Select(token => result switch
        {
            OptionResult option => Check(option.Option, token.Value),
            ArgumentResult { Argument: Argument<string> argument } when string.IsNullOrWhiteSpace(token.Value) =>
                $"{argument.Name} is a path, and not an empty text",
            _ => null,
        }))
        .FirstOrDefault(problem => problem is not null);

    private static string? Check(Option option, string value)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        var shown = value.Length == 0 ? "an empty text" : $"'{value}'";
        if (type == typeof(int))
            return CheckWhole<int>(option, value, shown);
        if (type == typeof(long))
            return CheckWhole<long>(option, value, shown);

        // The parser reads a comma as a separator of thousands, so that 0,8 becomes 8, and a number as the place of a word.
        if ((type == typeof(float) || type == typeof(double))
            && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return $"Option '{option.Name}' takes a number with a decimal point, and not {shown}";
        }

        if (type.IsEnum && !Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase))
            return $"Option '{option.Name}' is one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}, and not {shown}";
        if (option.Name.EndsWith("delimiter", StringComparison.Ordinal) && value is not ("\\t" or "tab")
            && value.EnumerateRunes().Count() != 1)
        {
            return $"Option '{option.Name}' takes one character, such as ';' or '\\t', and not {shown}";
        }

        return Paths.Contains(option.Name) && string.IsNullOrWhiteSpace(value)
            ? $"Option '{option.Name}' takes a path, and not an empty text"
            : null;
    }

    private static string? CheckWhole<T>(Option option, string value, string shown)
        where T : IBinaryInteger<T>, IMinMaxValue<T> => T.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Option '{option.Name}' takes a whole number from {T.MinValue:N0} to {T.MaxValue:N0}, and not {shown}");
}
