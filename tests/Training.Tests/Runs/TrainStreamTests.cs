using MlPipeline.Common;

namespace MlPipeline.Training.Tests.Runs;

/// <summary>A training whose standard streams are full, closed or left by their reader.</summary>
public sealed class TrainStreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainStreamTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Shell, pipes and devices are those of Linux.");

    [Theory]
    [InlineData("2>/dev/full", 0, 10)]
    [InlineData("2>&-", 0, 10)]
    [InlineData("| true", 0, 0)]
    [InlineData(">&- 2>&-", 2, 0)]
    public async Task Model_and_exit_code_do_not_depend_on_messages(string redirection, int expected, int names)
    {
        var data = _folder.Write("names.csv", Tiny.Csv);
        var command = ShellText.Join(
            ["dotnet", Program(), "train", "--data", data, "--output", _folder["model.onnx"], "--epochs", "1", "--hidden", "8"]);

        var (code, output, _) = await ShellProcess.Run(
            "sh", $"{{ {command}; echo $? >&9; }} 9>{ShellText.Quote(_folder["code"])} {redirection}");

        Assert.Equal((0, $"{expected}\n"), (code, File.ReadAllText(_folder["code"])));
        Assert.Equal(names, output.Count(letter => letter == '\n'));
        Assert.Equal(expected == 0, File.Exists(_folder["model.onnx"]));
    }

    public void Dispose() => _folder.Dispose();

    // Not the copy beside the tests, which lacks what the program's own folder has.
    private static string Program() =>
        Path.Combine(
            AppContext.BaseDirectory.Replace(
                Path.Combine("tests", "Training.Tests"), Path.Combine("src", "Training"), StringComparison.Ordinal),
                    "MlPipeline.Training.dll");
}
