using MlPipeline.Generation;
using MlPipeline.Text;

namespace MlPipeline.Tests.Generation.Constraints;

/// <summary>Requests that can't be met are refused before the first draw, with what was asked and what to change.</summary>
public sealed class ConstraintErrorTests
{
    private const string Letters = "RJomasi";

    [Fact]
    public void Constraints_that_contradict_each_other_are_named() =>
        AssertRefused(
            new NameConstraints { Pattern = "R??as", Suffix = "is" },
            "No name can meet all of this: a suffix 'is', a pattern 'R??as', 1 to 6 characters. Loosen one of these.");

    [Fact]
    public void Prefix_that_contradicts_the_pattern_is_named() =>
        AssertRefused(
            new NameConstraints { Prefix = "Jo", Pattern = "R*", MaxLength = 4, MinLength = 4 },
            "No name can meet all of this: a prefix 'Jo', a pattern 'R*', 4 characters. Loosen one of these.");

    [Fact]
    public void Length_that_the_regular_expression_cannot_have_is_named() =>
        AssertRefused(
            new NameConstraints { Regex = "(as)*", MinLength = 3, MaxLength = 3 },
            "No name can meet all of this: a regular expression '(as)*', 3 characters. Loosen one of these.");

    [Fact]
    public void Names_that_are_all_excluded_are_named() =>
        AssertRefused(
            new NameConstraints { Regex = "Jo[ms]", Excluded = ["Jom", "Jos", "Joi"], Banned = ["ii", "qq"], Letters = "Joms" },
            "Every name that would do is excluded: a regular expression 'Jo[ms]', only the letters 'Joms', " +
            "without any of 2 banned texts, not any of 3 excluded names, 1 to 6 characters. Loosen one of these.");

    [Fact]
    public void Names_that_are_all_near_an_excluded_one_are_named() =>
        AssertRefused(
            new NameConstraints { Regex = "Jo[ms]", Excluded = ["Joa"], MinEdits = 2, Banned = ["i"] },
            "Every name that would do is excluded: a regular expression 'Jo[ms]', without 'i', " +
            "at least 2 edits from any of 1 excluded name, 1 to 6 characters. Loosen one of these.");

    [Fact]
    public void Names_that_are_all_training_names_are_named() =>
        AssertRefused(
            new NameConstraints { Prefix = "Jo", MaxLength = 3, Letters = "Jom", Novel = true },
            "Every name that would do is excluded: a prefix 'Jo', only the letters 'Jom', not any training name, 1 to 3 characters. " +
            "Loosen one of these.",
            training: ["Jo", "JoJ", "Joo", "Jom"]);

    [Fact]
    public void Prefix_longer_than_any_name_is_named() =>
        AssertRefused(
            new NameConstraints { Prefix = " Jomas", MaxLength = 4 },
            "The prefix 'Jomas' has 5 characters, and names have at most 4. Allow longer names.");

    [Fact]
    public void Least_length_above_the_greatest_is_named() =>
        AssertRefused(
            new NameConstraints { MinLength = 1_200 },
            "Names of at least 1,200 characters are asked for, and they have at most 6. Allow longer names.");

    [Fact]
    public void Model_without_fingerprints_cannot_tell_what_is_new() =>
        AssertRefused(
            new NameConstraints { Novel = true },
            "The model file holds no fingerprints of its training names, so it can't tell which names are new.");

    [Fact]
    public void Three_edits_from_training_names_cannot_be_told() =>
        AssertRefused(
            new NameConstraints { Novel = true, MinEdits = 3 },
            "3 edits from every training name are asked for, and the model's fingerprints can tell only 2. " +
            "Ask for fewer, or exclude the names themselves.",
            training: ["Jomas"]);

    [Fact]
    public void Blank_texts_are_refused()
    {
        Assert.Equal(
            "The letters are empty, and no name is. Name those that names may hold, or leave them out. (Parameter 'Letters')",
            Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Letters = "" }, Letters)).Message);
        Assert.Equal(
            "A banned text is empty, and every name holds the empty text. Leave it out. (Parameter 'Banned')",
            Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Banned = ["a", ""] }, Letters)).Message);
        Assert.Equal(
            "An excluded name is blank. Leave it out. (Parameter 'Excluded')",
            Assert.Throws<ArgumentException>(() => Walk.Compile(new NameConstraints { Excluded = ["Jom", " "] }, Letters)).Message);
    }

    [Fact]
    public void Characters_that_the_vocabulary_lacks_are_named()
    {
        NameConstraints[] unknown =
            [new() { Prefix = "Jox" }, new() { Suffix = "Jox" }, new() { Letters = "Jox" }, new() { Pattern = "Jox" }];

        Assert.All(unknown, constraints =>
        {
            var exception = Assert.Throws<UnknownCharacterException>(() => Walk.Compile(constraints, Letters));
            Assert.Equal(("Jox", 2), (exception.Name, exception.Position));
        });
    }

    [Fact]
    public void Description_lists_all_that_is_asked_for()
    {
        var constraints = new NameConstraints
        {
            Prefix = "R",
            Suffix = "as",
            Regex = ".*" + string.Concat(Enumerable.Repeat("[Jj]?", 18)),
            Excluded = [.. ScriptedModel.AllNames("asi", 7).Skip(1)],
            Novel = true,
            MinEdits = 2,
            MaxLength = 1_000,
        };

        var description = ConstraintAutomaton.Compile(constraints, Walk.Manifest(Letters + "j", training: ["Romas"])).Describe();

        Assert.Equal(
            "a prefix 'R', a suffix 'as', a regular expression '.*[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj]?[Jj…', " +
            "at least 2 edits from any of 3,279 excluded names, at least 2 edits from any training name, 1 to 1,000 characters",
            description);
    }

    private static void AssertRefused(NameConstraints constraints, string message, string[]? training = null)
    {
        var manifest = Walk.Manifest(Letters, training: training);

        var exception = Assert.Throws<GenerationException>(() => ConstraintAutomaton.Compile(constraints, manifest));

        Assert.Equal(message, exception.Message);
    }
}
