using MlPipeline.Generation;
using MlPipeline.Models;

namespace MlPipeline.Tests.Generation;

/// <summary>Whatever finds names leaves out those of the data, trained on or held out, under every label.</summary>
public sealed class NovelNamesTests
{
    private const int MaxLength = 3;
    private static readonly string[] Training = ["a", "b", "aba"];
    private static readonly string[] HeldOut = ["ab", "bba"];

    private delegate IEnumerable<string> Way(ICharacterModel model, string? label, int minEdits);

    private static readonly Dictionary<string, Way> Ways = new()
    {
        ["draws"] = (model, label, edits) =>
            new NameGenerator(model).Generate(Options(label, edits) with { Count = 3_000 }).Select(name => name.Name),
        ["draws behind a prefix"] = (model, label, edits) =>
            new NameGenerator(model).Generate(Options(label, edits) with { Count = 1_000, Prefix = "c" }).Select(name => name.Name),
        ["masked draws"] = (model, label, edits) =>
            new NameGenerator(model)
                .Generate(Options(label, edits) with { Count = 3_000, ConstraintMode = ConstraintMode.Fast, Suffix = "a" })
                    .Select(name => name.Name),
        ["raced draws"] = (model, label, edits) =>
            new NameGenerator(model).Generate(Options(label, edits) with { Count = 1_000, Suffix = "a" }).Select(name => name.Name),
        ["top"] = (model, label, edits) =>
            new NameSearch(model).Top(100, new SearchOptions { Novel = true, Label = label, MinEdits = edits }).Select(name => name.Name),
        ["beam"] = (model, label, edits) =>
            new NameSearch(model).Beam(new BeamOptions { Novel = true, Label = label, MinEdits = edits, Width = 50 })
                .Select(name => name.Name),
        ["without replacement"] = (model, label, edits) =>
            new NameSearch(model).SampleWithoutReplacement(100, Options(label, edits)).Select(name => name.Name),
        ["completions"] = (model, label, edits) => new NameCompleter(model)
            .Complete(
                [new NamePrompt(0, "", label)],
                new CompletionOptions { Method = CompletionMethod.Top, Generation = Options(null, edits) with { Count = 100 } })
            .SelectMany(completion => completion.Completions).Select(name => name.Name),
    };

    public static TheoryData<string, string?,
        int> Cases
    { get; } = [.. from way in Ways.Keys from label in new[] { null, "x" } from edits in new[] { 1, 2 } select (
            way, label, edits)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Names_of_the_data_never_come(string way, string? label, int minEdits)
    {
        var model = new ScriptedModel("abc", maxLength: MaxLength, labels: ["x"], training: Training, heldOut: HeldOut);

        var names = Ways[way](model, label, minEdits).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.DoesNotContain(Training.Concat(HeldOut), known => Edits(name, known) < minEdits));
    }

    [Fact]
    public void Capacity_counts_all_names_but_those_of_the_data()
    {
        var model = new ScriptedModel("ab", maxLength: MaxLength, training: Training, heldOut: HeldOut);

        var estimate = new NameSearch(model).EstimateCapacity(new CapacityOptions
        {
            Novel = true,
            MinProbability = 1e-9,
            SampleSize = 1_000,
        });

        Assert.Equal(14 - 5, estimate.Names);
    }

    [Fact]
    public void File_that_lists_no_held_out_names_excludes_its_training_names_alone()
    {
        var model = new ScriptedModel("ab", maxLength: MaxLength, training: Training);

        var names = new NameSearch(model).Top(100, new SearchOptions { Novel = true }).Select(name => name.Name);

        Assert.Null(model.Manifest.HeldOutNames);
        Assert.Equal(ScriptedModel.AllNames("ab", MaxLength).Except(["", .. Training]).Order(), names.Order());
    }

    [Fact]
    public void Request_for_a_name_of_the_data_alone_is_refused_with_the_reason()
    {
        var model = new ScriptedModel("ab", maxLength: MaxLength, training: Training, heldOut: HeldOut);

        var exception = Assert.Throws<GenerationException>(
            () => new NameGenerator(model).Generate(new GenerationOptions { Pattern = "ab", Novel = true }));

        Assert.Equal(
            "Every name that would do is excluded: a pattern 'ab', not any name of the data, 1 to 3 characters. Loosen one of these.",
            exception.Message);
    }

    private static GenerationOptions Options(string? label, int minEdits) => new() { Novel = true, Label = label, MinEdits = minEdits };

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
