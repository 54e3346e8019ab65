using System.Text.RegularExpressions;
using MlPipeline.Text;
using MlPipeline.Text.Unicode;

namespace MlPipeline.Evaluation.Names;

/// <summary>What a Lithuanian name is: the declared rules by which samples are valid.</summary>
/// <remarks>
/// The consonants of a syllable follow the order that Lithuanian words have (Ambrazas, ed., "Lithuanian grammar", 1997): sibilant, stop,
/// sonorant before the vowel, and the mirror image after it. Rules are a yardstick, no law: reports show how many real names meet them.
/// </remarks>
internal static partial class LithuanianNameRules
{
    private const int Shortest = 3;
    private const int Longest = 15;

    private static readonly string[] Male = ["male", "m", "vyras", "vyriškas"], Female = ["female", "f", "moteris", "moteriškas"];

    /// <summary>Gets the rules.</summary>
    public static NameRules Rules { get; } = new(
        "Lithuanian names",
        [
            new NameRule(
                "letters", "only letters of the Lithuanian alphabet, without q, w and x; a capital only at the beginning", (name, _) =>
                    Letters().IsMatch(Small(name))),
            new NameRule("length", $"{Shortest} to {Longest} letters", (name, _) => name.Length is >= Shortest and <= Longest),
            new NameRule(
                "ending",
                "ends in -as, -is, -ys or -us (a man's name) or in -a or -ė (a woman's); where a label is known, as the label says",
                HasEnding),
            new NameRule(
                "syllables",
                "every syllable can be said: a vowel, at most three vowel letters in a row, and consonants in the order sibilant, stop, " +
                    "sonorant before " +
                "the vowel and sonorant, stop, sibilant after it",
                (name, _) => Syllables().IsMatch(Small(name))),
        ],
        label => Male.Concat(Female).Contains(SimpleCase.Lower(label), StringComparer.Ordinal));

    private static string Small(string name) => name.Length == 0 ? name : SimpleCase.Lower(name[..1]) + name[1..];

    // What other labels say about endings no one knows.
    private static bool HasEnding(string name, string? label)
    {
        var (small, kind) = (Small(name), label is null ? null : SimpleCase.Lower(label));
        var (isMale, isFemale) = (Male.Contains(kind, StringComparer.Ordinal), Female.Contains(kind, StringComparer.Ordinal));
        return (!isFemale && MaleEnding().IsMatch(small)) || (!isMale && FemaleEnding().IsMatch(small));
    }

    [GeneratedRegex($@"^[{LithuanianAlphabet.Letters}]+\z")]
    private static partial Regex Letters();

    [GeneratedRegex(@"[aiyu]s\z")]
    private static partial Regex MaleEnding();

    [GeneratedRegex(@"[aė]\z")]
    private static partial Regex FemaleEnding();

    // S sibilant, T stop or similar (ch, dz and dž are one sound), R sonorant, V vowels.
    private const string S = "[sšzž]", T = "(?:ch|dz|dž|[pbtdkgcčfhv])", R = "[lrmnvj]",
        V = $"[{LithuanianAlphabet.Vowels}]{{1,3}}(?![{LithuanianAlphabet.Vowels}])";

    [GeneratedRegex($@"^(?:{S}?{T}?{R}?)(?:{V}(?:{R}{{0,2}}{T}?{S}?)(?:{S}?{T}?{R}?))*{V}(?:{R}?{T}?{S}?)\z")]
    private static partial Regex Syllables();
}
