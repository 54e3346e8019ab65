using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Walks an automaton along texts, as a decoder does.</summary>
internal static class Walk
{
    /// <summary>The manifest of a model of these characters.</summary>
    public static ModelManifest Manifest(string characters, int maxLength = 6, IEnumerable<string>? training = null) =>
        new ScriptedModel(characters, maxLength: maxLength, training: training, labels: ["x"]).Manifest;

    public static ConstraintAutomaton Compile(NameConstraints constraints, string characters, int maxLength = 6) =>
        ConstraintAutomaton.Compile(constraints, Manifest(characters, maxLength));

    public static int[] Tokens(ModelManifest manifest, string text) =>
        [.. manifest.Vocabulary.EncodeCharacters(text).Select(id => (int)id)];

    /// <summary>The state behind a text that begins with the prefix; null where a step is refused.</summary>
    public static ConstraintState? Along(ConstraintAutomaton automaton, ReadOnlySpan<int> text)
    {
        var state = automaton.Start;
        for (var length = automaton.Prefix.Length; length < text.Length; length++)
        {
            if (!automaton.TryNext(state, text[length], length, out state))
                return null;
        }

        return state;
    }

    /// <summary>Whether a name is accepted, step by step.</summary>
    public static bool Accepts(NameConstraints constraints, ModelManifest manifest, string name)
    {
        var (automaton, text) = (ConstraintAutomaton.Compile(constraints, manifest), Tokens(manifest, name));
        return Along(automaton, text) is { } state && automaton.Accepts(state, text);
    }

    /// <summary>All accepted names over some letters, up to the greatest length.</summary>
    public static List<string> Accepted(NameConstraints constraints, ModelManifest manifest, string letters)
    {
        ConstraintAutomaton automaton;
        try
        {
            automaton = ConstraintAutomaton.Compile(constraints, manifest);
        }
        catch (GenerationException)
        {
            return [];
        }

        return [.. ScriptedModel.AllNames(letters, automaton.MaxLength).Where(name =>
        {
            var text = Tokens(manifest, name);
            return name.StartsWith(automaton.PrefixText, StringComparison.Ordinal) &&
                Along(automaton, text) is { } state && automaton.Accepts(state, text);
        })];
    }
}
