using MlPipeline.Data;

namespace MlPipeline.Scoring.Tests.Verbs;

/// <summary><c>--novel</c>: no name of the user's own file, and where a model file is too old for that, it is said.</summary>
public sealed class NovelVerbTests : IDisposable
{
    private const string Warning = "warning: --novel excludes only the training names: this model file doesn't list the names that were " +
        "held out.";
    private static readonly HashSet<string> Names = [.. NameCsv.Read(TestFiles.Names).Select(record => record.Name)];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands { get; } =
    [
        "generate --count 3000 --unique --format csv --novel",
        "generate --count 1000 --prefix Da --prefix Jo --novel",
        "generate --count 300 --without-replacement --format csv --label male --novel",
        "generate --count 300 --suffix as --constraint-mode fast --format csv --novel",
        "top --count 300 --novel",
        "top --count 300 --label female --novel",
        "top --count 50 --beam 200 --novel",
        "complete PREFIXES --samples 50 --novel",
        "complete PREFIXES --top 20 --novel",
        "complete PREFIXES --beam 20 --novel",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_name_of_the_data_comes(string command)
    {
        var (code, output, error) = await CommandLine.Run(Arguments(command, TestFiles.Model));

        var names = output.TrimEnd('\n').Split('\n').Skip(1).SelectMany(line => line.Split(','))
            .Where(field => field.Length > 0 && char.IsUpper(field[0])).ToList();
        Assert.Equal(0, code);
        Assert.DoesNotContain(Warning, error, StringComparison.Ordinal);
        Assert.True(names.Count > 20);
        Assert.All(names, name => Assert.DoesNotContain(name, Names));
    }

    [Fact]
    public async Task Name_that_was_held_out_is_refused_with_the_reason() => CommandLine.AssertOneError(
        "Every name that would do is excluded: a pattern 'Lukas', not any name of the data, 1 to 12 characters.",
        await CommandLine.Run("generate", "--model", TestFiles.Model, "--pattern", "Lukas", "--novel"));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Older_model_file_works_and_says_what_it_excludes(string command)
    {
        var (code, output, error) = await CommandLine.Run(Arguments(command, OldModel()));
        var plain = await CommandLine.Run([.. Arguments(command, OldModel()).Where(argument => argument != "--novel")]);

        Assert.Equal(0, code);
        Assert.NotEmpty(output);
        Assert.StartsWith(Warning, error, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_the_warning_as_a_line_of_JSON()
    {
        var (code, _, error) = await CommandLine.Run(Arguments("complete PREFIXES --novel --progress json", OldModel()));

        Assert.Equal(0, code);
        Assert.All(error.TrimEnd('\n').Split('\n'), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        Assert.Contains("""{"event":"note","text":"warning: --novel excludes only""", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_model_file_still_gives_held_out_names_and_info_says_so()
    {
        var names = await CommandLine.Run("generate", "--model", OldModel(), "--pattern", "Lukas", "--novel", "--count", "1");
        var info = await CommandLine.Run("info", "--model", OldModel());

        Assert.Equal((0, "Lukas"), (names.Code, names.Output.TrimEnd()));
        Assert.Contains(
            "held out    no fingerprints of its names: --novel excludes the training names alone", info.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Capacity_counts_without_the_names_of_the_data()
    {
        var (code, output, error) = await CommandLine.Run(
            "capacity", "--model", TestFiles.Model, "--pattern", "[LJ]u[kr]as", "--min-probability", "1e-30", "--novel");
        var old = await CommandLine.Run(
            "capacity", "--model", OldModel(), "--pattern", "[LJ]u[kr]as", "--min-probability", "1e-30", "--novel");

        // Of Lukas, Luras, Jukas and Juras the first and the last were held out.
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("2 distinct names are good enough", output, StringComparison.Ordinal);
        Assert.StartsWith("4 distinct names are good enough", old.Output, StringComparison.Ordinal);
        Assert.StartsWith(Warning, old.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Arguments(string command, string model) =>
        [.. command.Split(' ')
            .Select(word => word == "PREFIXES" ? Path.Combine(TestFiles.Root, "data", "prefixes.csv") : word), "--model", model];

    // A file of the version before: of two keys that it lacks one is there that no reader knows, and the checksum is cut out.
    private string OldModel()
    {
        var bytes = File.ReadAllBytes(TestFiles.Model);
        var key = "mlpipeline.held_out_names"u8;
        "mlpipeline.held_out_nowhere"u8[..key.Length].CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(key)));
        var checksum = bytes.AsSpan().IndexOf("mlpipeline.file_sha256"u8) - 4; // behind tag and length of the property, and of the key
        return _folder.Write("old.onnx", [.. bytes[..checksum], .. bytes[(checksum + 92)..]]);
    }
}
