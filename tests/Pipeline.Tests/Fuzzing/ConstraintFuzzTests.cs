using System.Text;
using MlPipeline.Generation;
using MlPipeline.Models;
using MlPipeline.Tests.Generation.Constraints;
using MlPipeline.Text;

namespace MlPipeline.Tests.Fuzzing;

/// <summary>Damaged regular expressions, patterns and other constraints: compiled, or refused in words.</summary>
public sealed class ConstraintFuzzTests
{
    private static readonly ModelManifest Manifest = Walk.Manifest("abcžė-' ", maxLength: 8, training: ["abc", "ab"]);

    [Fact]
    public void Damaged_constraint_is_compiled_or_refused()
    {
        byte[][] seeds =
        [
            .. new[] { "a*(b|c){2,3}[ab]?", "(?:ž|ė)+.*", @"\w[^a-c]\p{Ll}", "^ab$|c", "a??*[!ab]", "*ž?", @"\?[a-c]b", "ab", "čč" }.Select(
                Encoding.UTF8.GetBytes),
        ];

        var (inputs, refused) = Fuzz.Run(
            "constraints", seeds, Compile, exception => exception is ArgumentException or UnknownCharacterException or GenerationException,
            "(", ")", "(?:", "[", "]", "[^", "{2,3}", "{1000}", "|", "*", "+", "?", ".", @"\p{L}", @"\P{Lu}", @"\w", "^", "$");

        Assert.InRange(refused, 1, inputs - 1);
    }

    private static void Compile(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        NameConstraints[] all =
        [
            new() { Regex = text }, new() { Pattern = text }, new() { Banned = [text] }, new() { Letters = text, Suffix = text },
            new() { Regex = text, MinLength = 3, MaxLength = 40, Novel = true, MinEdits = 2 },
        ];
        Exception? refusal = null;
        var compiled = 0;
        foreach (var constraints in all)
        {
            try
            {
                var automaton = ConstraintAutomaton.Compile(constraints, Manifest);
                Assert.True(automaton.CanFinish(automaton.Start, 0), "Compiled, and no name can be finished.");
                compiled++;
            }
            catch (Exception exception) when (exception is ArgumentException or UnknownCharacterException or GenerationException)
            {
                Assert.NotEmpty(exception.Message);
                refusal = exception;
            }
        }

        if (compiled == 0)
            throw refusal!;
    }
}
