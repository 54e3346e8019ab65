using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlPipeline.CommandLine;

/// <summary>Refuses values of options that the parser would take for something else.</summary>
internal static class OptionValues
{
    /// <summary>Finds the first such value.</summary>
    /// <returns>What was found and what was expected; null where there is none.</returns>
    public static string? FindMisread(ParseResult parsed) => parsed.CommandResult.Children.OfType<OptionResult>()
        .SelectMany(result => result.Tokens.Select(token => Check(result.Option, token.Value)))
        .FirstOrDefault(problem => problem is not null);

    private static string? Check(Option option, string value)
    {
        // The parser reads a comma as a separator of thousands, so that 0,8 becomes 8, and a number as the place of a word.
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        if ((type == typeof(float) || type == typeof(double)) && value.Contains(','))
            return $"Option '{option.Name}' takes a number with a decimal point, and not '{value}'";
        if (type.IsEnum && !Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase))
            return $"Option '{option.Name}' is one of {string.Join(", ", Enum.GetNames(type)).ToLowerInvariant()}, and not '{value}'";

        return null;
    }
}
