using System.Globalization;
using MlPipeline.Models;
using MlPipeline.Text;

namespace MlPipeline.Generation;

/// <summary>Puts constraints into words, for error messages.</summary>
internal static class ConstraintText
{
    /// <summary>Lists what is asked for: "a suffix 'as', a pattern 'R??as', 4 to 9 characters".</summary>
    public static string Describe(NameConstraints constraints, ModelManifest manifest)
    {
        var edits = constraints.MinEdits == 1 ? "not" : $"at least {constraints.MinEdits} edits from";
        var parts = new List<string>();
        AddText("a prefix", constraints.Prefix);
        AddText("a suffix", constraints.Suffix);
        AddText("a pattern", constraints.Pattern);
        AddText("a regular expression", constraints.Regex);
        AddText("only the letters", constraints.Letters);
        if (constraints.Banned is [var only])
            AddText("without", only);
        else if (constraints.Banned.Count > 1)
            parts.Add($"without any of {Number(constraints.Banned.Count)} banned texts");
        if (constraints.Excluded.Count > 0)
            parts.Add($"{edits} any of {Number(constraints.Excluded.Count)} excluded name{(constraints.Excluded.Count == 1 ? "" : "s")}");
        if (constraints.Novel)
            parts.Add($"{edits} any {Known(manifest)}");

        parts.Add(Lengths(constraints.MinLength, constraints.MaxLength ?? manifest.MaxLength));
        return string.Join(", ", parts);

        void AddText(string what, string? text)
        {
            if (!string.IsNullOrEmpty(text))
                parts.Add($"{what} '{MessageText.Shorten(text)}'");
        }
    }

    /// <summary>Refuses a value, with the property that holds it as a fact of the exception.</summary>
    /// <param name="property">The property of the options.</param>
    /// <param name="problem">What was found and what to do.</param>
    public static ArgumentException Refused(string property, string problem) => new(problem, property);

    /// <summary>Says what a name that is not new is: "name of the data", or "training name" where the file lists no others.</summary>
    public static string Known(ModelManifest manifest) => manifest.HeldOutNames is null ? "training name" : "name of the data";

    /// <summary>Writes a number for a message.</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Lengths(int min, int max) => (min == max, max == 1) switch
    {
        (true, true) => "1 character",
        (true, false) => $"{Number(max)} characters",
        _ => $"{Number(min)} to {Number(max)} characters",
    };
}
