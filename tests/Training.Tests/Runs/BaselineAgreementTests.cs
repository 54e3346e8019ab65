using System.Diagnostics;
using System.Text.Json;
using MlPipeline.Models;
using MlPipeline.Training.Runs;

namespace MlPipeline.Training.Tests.Runs;

/// <summary>For the same split <c>train</c> and <c>evaluate</c> give the same figures: of every baseline, and of the model.</summary>
public sealed class BaselineAgreementTests : IDisposable
{
    // Rows that training takes once: a name twice, decomposed, with blanks, under both labels; a row without a name.
    private const string Untidy = "Jona,female\nJona,female\nVe\u0307na,male\n Rasa ,female\nRasa,male\n,male\n";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, bool> Splits { get; } = new()
    {
        { "--split-seed=1", false },
        { "--split-seed=7", true },
        { "--split=family", true },
        { "--validation=labelled", true },
        { "--validation=unlabelled", true },
        { "--validation=unlabelled", false },
    };

    [Theory]
    [MemberData(nameof(Splits))]
    public void Both_programs_say_the_same_of_the_same_split(string split, bool hasLabels)
    {
        var request = Request(split, hasLabels);

        var outcome = Tiny.Run(request);
        var report = Evaluate(request);

        var fit = report.GetProperty("fit").GetProperty("baselines").EnumerateArray().ToDictionary(
            baseline => baseline.GetProperty("name").GetString()!, baseline => ValueOf(baseline.GetProperty("nats_per_character")));
        var stored = ModelFile.ReadManifest(request.Output).Metrics["baselines"]!.AsObject();
        Assert.Equal(4, outcome.Description.Baselines.Count);
        Assert.All(outcome.Description.Baselines, baseline => Assert.Equal(baseline.Value, fit[baseline.Key], 1e-9));
        Assert.All(outcome.Description.Baselines, baseline => Assert.Equal(baseline.Value, (double)stored[baseline.Key]!));
        var model = report.GetProperty("metrics").EnumerateArray()
            .Single(metric => metric.GetProperty("name").GetString() == "nats_per_character");
        Assert.Equal(outcome.Best!.ValidationNats, ValueOf(model.GetProperty("value")), 1e-5);
    }

    public void Dispose() => _folder.Dispose();

    private static double ValueOf(JsonElement interval) => interval.GetProperty("value").GetDouble();

    private TrainingRequest Request(string split, bool hasLabels)
    {
        var request = Tiny.Request(_folder, Tiny.Options with { Epochs = 1 });
        File.AppendAllText(request.Dataset.DataPath, Untidy);
        var (key, value) = (split.Split('=')[0], split.Split('=')[1]);
        return request with
        {
            Dataset = request.Dataset with
            {
                Label = hasLabels ? "gender" : null,
                Split = key == "--split" ? Data.SplitKind.Family : Data.SplitKind.Random,
                SplitSeed = key == "--split-seed" ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : 1,
                ValidationPath = key == "--validation" ? _folder.Write("held-out.csv", HeldOut(value == "labelled")) : null,
            },
        };
    }

    private static string HeldOut(bool hasLabels)
    {
        const string Table = "name,gender\n" + Untidy + "Milutas,male\nMilutas,male\n";
        return hasLabels ? Table : string.Join('\n', Table.Split('\n').Select(row => row.Split(',')[0]));
    }

    private JsonElement Evaluate(TrainingRequest request)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(TestFiles.Root, "src", "Scoring", "bin", output.Parent!.Name, output.Name, "MlPipeline.Scoring.dll");
        var data = request.Dataset.DataPath;
        string[] inputs = request.Dataset.ValidationPath is { } heldOut ? ["--data", heldOut, "--train", data] : ["--data", data];
        string[] command = ["evaluate", "--model", request.Output, .. inputs, "--samples", "100", "--output", _folder["report"]];
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder["report"], "report.json"))).RootElement;
    }
}
