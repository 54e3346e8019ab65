using System.CommandLine;
using System.Text;
using MlPipeline.CommandLine;
using MlPipeline.Training.Verbs;

namespace MlPipeline.Training.Tests.Verbs;

public sealed class TrainVerbTests : IDisposable
{
    private const string Untouched = "the model from before";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[], string> BadFiles { get; } = new()
    {
        { "empty", [], "the file is empty" },
        { "header alone", "name\n"u8.ToArray(), "column 'name' holds no names" },
        { "blank rows", "name,x\n,1\n  ,2\n"u8.ToArray(), "column 'name' holds no names" },
        { "one row", "name\nJonas\n"u8.ToArray(), "1 different name(s)" },
        { "no such column", "vardas;lytis\nJonas;m\n"u8.ToArray(), "row 1: there is no column 'name'. The columns are: 'vardas;lytis'" },
        { "duplicate header", "name,name\nJonas,Ona\n"u8.ToArray(), "row 1: the column 'name' appears 2 times" },
        { "long cell", Encoding.UTF8.GetBytes("name\nOna\n" + new string('a', 10_000) + "\n"), "row 3: a name of 10,000 characters" },
        { "invalid UTF-8", [.. "name\nOna\nJon"u8, 0xE9, .. "s\n"u8], "row 3: the text is not UTF-8" },
        { "NUL", "name\nOna\nJo\0nas\n"u8.ToArray(), "row 3: the text holds a NUL" },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("name\nOna\n")], "row 1: the text is UTF-16" },
        { "ragged", "name,x\nOna,1\nJonas\n"u8.ToArray(), "row 3: 1 field where the header has 2" },
        { "open quotation", "name\nOna\n\"Jonas\n"u8.ToArray(), "row 3: a quotation mark opens the field and none closes it" },
        { "line break in a name", "name\nOna\n\"Jo\nnas\"\n"u8.ToArray(), "row 3: lines 3 to 4: the name holds a line break" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Bad_file_gets_one_error_line_and_leaves_the_model_alone(string name, byte[] content, string expected)
    {
        var data = _folder.Write(name + ".csv", content);
        var model = _folder.Write("model.onnx", Untouched);

        var (code, _, error) = await Run("--data", data, "--output", model);

        Assert.Equal(2, code);
        var line = Assert.Single(
            error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("error: ", StringComparison.Ordinal));
        Assert.StartsWith($"error: {data}", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Equal(Untouched, File.ReadAllText(model));
        Assert.Equal(2, _folder.Files.Count());
    }

    [Theory]
    [InlineData("there is no such file", "--data", "nowhere.csv")]
    [InlineData("--epochs must be a whole number from 1 to 1", "--epochs", "0")]
    [InlineData("--dropout must be a number from 0 up to, but not, 1", "--dropout", "1")]
    [InlineData("--learning-rate must be a finite number above 0", "--learning-rate", "NaN")]
    [InlineData("--validation-fraction must be a number between 0 and 1", "--validation-fraction", "1.5")]
    [InlineData("Unrecognized command or argument '--no-such-option'", "--no-such-option")]
    [InlineData("Option '--cell' is one of", "--cell", "transformer")]
    [InlineData("Option '--cell' is one of", "--cell", "1")]
    [InlineData("Option '--learning-rate' takes a number with a decimal point, and not '0,01'", "--learning-rate", "0,01")]
    public async Task Bad_command_gets_one_error_line(string expected, params string[] arguments)
    {
        var (code, output, error) = await Run([.. arguments, "--output", _folder["model.onnx"]]);

        Assert.Equal(2, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(output);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Blank_output_is_refused_before_training() =>
        Assert.Equal((2, "", "error: Option '--output' takes a path, and not an empty text. See --help.\n"), await Run("--output", " "));

    [Fact]
    public async Task Output_that_cannot_be_written_is_told_before_the_data_are_read()
    {
        var file = _folder.Write("file", "");

        var (code, _, error) = await Run("--data", "nowhere.csv", "--output", Path.Combine(file, "model.onnx"));

        Assert.Equal(2, code);
        Assert.Contains("is a file, and no folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_that_only_validation_names_have_are_told()
    {
        var data = _folder.Write("names.csv", Tiny.Csv);
        var held = _folder.Write("held.csv", "name,gender\nJonas,\"queen, \"\"x\"\"\"\nRasa,female\nMina,king\n");

        var (code, _, error) = await Run(
            "--data", data, "--label-column", "gender", "--validation", held, "--output", _folder["model.onnx"], "--epochs", "1",
            "--hidden", "8", "--language", "lt");

        Assert.True(code == 0, error);
        Assert.Contains(
            "warning: 2 validation names have labels that no training name has, and the model can't learn: 'king' (1 name), 'queen, " +
                "\"x\"' (1 name).",
            string.Join(' ', error.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        using var model = Models.OnnxCharacterModel.Open(_folder["model.onnx"]);
        Assert.Equal("lt", (string?)model.Manifest.Dataset["language"]);
    }

    [Fact]
    public async Task Folder_as_output_is_refused_before_training()
    {
        var (code, _, error) = await Run("--output", _folder[""]);

        Assert.Equal(2, code);
        Assert.Equal($"error: {_folder[""]} is a folder. Name the model file in it.\n", error);
    }

    [Fact]
    public async Task Checkpoint_that_can_not_be_written_now_gets_one_error_line_and_leaves_the_model_alone()
    {
        var data = _folder.Write("names.csv", Tiny.Csv);
        Directory.CreateDirectory(_folder["model.run"]);
        var model = _folder["model.onnx"];
        File.Copy(TestFiles.Model, model);
        using var other = new FileStream(
            MlPipeline.Files.WholeFile.TemporaryNameOf(_folder["model.run/checkpoint.safetensors"]), FileMode.CreateNew, FileAccess.Write,
            FileShare.None);

        var (code, _, error) = await Run("--data", data, "--output", model, "--force", "--epochs", "1", "--hidden", "8");

        Assert.Equal(75, code);
        Assert.Contains("error: " + _folder["model.run/checkpoint.safetensors"], error, StringComparison.Ordinal);
        Assert.Contains("can't be written", error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(TestFiles.Model), File.ReadAllBytes(model));
    }

    // English with apostrophes, spaces and capitals; Cyrillic; characters outside the basic plane; marks without a composed form.
    [Theory]
    [InlineData("O'Brien", "Mary Ann", "van der Berg", "d'Arcy", "McDonald", "Anne-Marie", "St. John")]
    [InlineData("Наталія", "Ганна", "Юрій", "Зоя", "Їжакевич", "Богдан", "Олеся")]
    [InlineData("𐐷𐐲", "😀😃😄", "👩‍👩‍👧", "𝒜𝒷𝒸", "a😀b", "𠜎𠜱", "🇱🇹")]
    [InlineData("ė\u0301", "e\u0303a", "j\u0303ū", "ɓ\u0308\u0308", "\u1E69x", "s\u0323\u0307y", "aa\u0301")]
    [InlineData("\"Q\"", "a,b", "=1+1", "-", "?!", "<script>", "\\n")]
    public async Task Any_script_trains_scores_and_completes_exactly(params string[] names)
    {
        var data = _folder.Write(
            "names.csv", "word,other\n" + string.Concat(names.Select(name => $"\"{name.Replace("\"", "\"\"")}\",1\n")));
        var held = _folder.Write("held.csv", "word\n" + string.Concat(names.Take(2).Select(name => $"\"{name.Replace("\"", "\"\"")}\"\n")));

        var (code, _, error) = await Run(
            "--data", data, "--validation", held, "--column", "word", "--output", _folder["model.onnx"], "--epochs", "2", "--hidden", "8");

        Assert.True(code == 0, error);
        using var model = Models.OnnxCharacterModel.Open(_folder["model.onnx"]);
        Assert.All(names, name =>
        {
            var normal = name.Normalize(NormalizationForm.FormC);
            var vocabulary = model.Manifest.Vocabulary;
            Assert.Equal(normal, vocabulary.Decode(vocabulary.Encode(normal)));
            Assert.True(double.IsFinite(new Likelihood.NameScorer(model).Score(name).LogLikelihood));
            Assert.Equal(normal.EnumerateRunes().Count() + 1, new Likelihood.NameScorer(model).Score(name).PredictedCharacters);
            var completed = new Generation.NameGenerator(model)
                .Generate(new Generation.GenerationOptions { Prefix = name, MaxLength = 60, Count = 1 }).Single();
            Assert.StartsWith(normal, completed.Name, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Train_prints_baselines_the_proof_ten_new_names_and_the_next_command()
    {
        var data = _folder.Write("names.csv", Tiny.Csv);

        var (code, output, error) = await Run("--data", data, "--output", _folder["model.onnx"], "--epochs", "2", "--hidden", "16");

        Assert.Equal(0, code);
        Assert.Contains("bigram", error, StringComparison.Ordinal);
        Assert.Contains("Kneser-Ney", error, StringComparison.Ordinal);
        Assert.Contains("Export check: TorchSharp and both engines differ by at most", error, StringComparison.Ordinal);
        Assert.Contains($"generate --model {_folder["model.onnx"]}", error, StringComparison.Ordinal);
        var names = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, names.Length);
        Assert.DoesNotContain(names, name => Tiny.Csv.Contains($"\n{name},", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandHost.RunAsync(
            new RootCommand { TrainVerb.Create(), ExportVerb.Create() }, ["train", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
