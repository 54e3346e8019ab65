using System.Text.RegularExpressions;
using MlPipeline.Text;

namespace MlPipeline.Scoring.Evaluation.Samples;

/// <summary>What a Lithuanian name is: the declared rules by which samples are valid.</summary>
/// <remarks>
/// The consonants of a syllable follow the order that Lithuanian words have (Ambrazas, ed., "Lithuanian grammar", 1997): sibilant, stop,
/// sonorant before the vowel, and the mirror image behind it. Rules are a yardstick, no law: reports show how many real names meet them.
/// </remarks>
internal static partial class LithuanianNameRules
{
    private const int Shortest = 3;
    private const int Longest = 15;

    private static readonly (string Name, string Text, Func<string, string?, bool> Holds)[] Rules =
    [
        ("letters", "only letters of the Lithuanian alphabet, without q, w and x; a capital only at the beginning", (name, _) => Letters().IsMatch(name)),
        ("length", $"{Shortest} to {Longest} letters", (name, _) => name.Length is >= Shortest and <= Longest),
        ("ending", "ends in -as, -is, -ys or -us (a man's name) or in -a or -ė (a woman's); where a label is known, as the label says", HasEnding),
        ("syllables", "every syllable can be said: a vowel, at most three vowel letters in a row, and consonants in the order sibilant, stop, sonorant before " +
            "the vowel and sonorant, stop, sibilant behind it", (name, _) => Syllables().IsMatch(name)),
    ];

    /// <summary>Gets the rules in words, each behind its name.</summary>
    public static IReadOnlyList<string> Declared { get; } = [.. Rules.Select(rule => $"{rule.Name}: {rule.Text}")];

    /// <summary>Gets the names of the rules.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Rules.Select(rule => rule.Name)];

    /// <summary>Finds the rules that a name breaks.</summary>
    /// <param name="name">The name.</param>
    /// <param name="label">Its label; null for none.</param>
    /// <returns>Names of rules, in their order; empty for a valid name.</returns>
    public static IReadOnlyList<string> Broken(string name, string? label = null)
    {
        var small = name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
        return [.. Rules.Where(rule => !rule.Holds(small, label)).Select(rule => rule.Name)];
    }

    // What other labels say about endings nobody knows.
    private static bool HasEnding(string name, string? label) => label?.ToLowerInvariant() switch
    {
        "male" or "m" or "vyras" or "vyriškas" => MaleEnding().IsMatch(name),
        "female" or "f" or "moteris" or "moteriškas" => FemaleEnding().IsMatch(name),
        _ => MaleEnding().IsMatch(name) || FemaleEnding().IsMatch(name),
    };

    [GeneratedRegex($@"^[{LithuanianAlphabet.Letters}]+\z")]
    private static partial Regex Letters();

    [GeneratedRegex(@"[aiyu]s\z")]
    private static partial Regex MaleEnding();

    [GeneratedRegex(@"[aė]\z")]
    private static partial Regex FemaleEnding();

    // S sibilant, T stop or the like (ch, dz and dž are one sound), R sonorant, V vowels.
    private const string S = "[sšzž]", T = "(?:ch|dz|dž|[pbtdkgcčfhv])", R = "[lrmnvj]", V = $"[{LithuanianAlphabet.Vowels}]{{1,3}}(?![{LithuanianAlphabet.Vowels}])";

    [GeneratedRegex($@"^(?:{S}?{T}?{R}?)(?:{V}(?:{R}{{0,2}}{T}?{S}?)(?:{S}?{T}?{R}?))*{V}(?:{R}?{T}?{S}?)\z")]
    private static partial Regex Syllables();
}
