using System.Diagnostics;
using System.Text;

namespace MlPipeline.Scoring.Tests;

/// <summary>The program as a user's shell runs it: streams, bytes and exit codes.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Names_are_utf8_on_standard_output_and_nothing_else()
    {
        var (code, output, error) = await Run("", "generate", "--model", TestFiles.Model, "--count", "3", "--prefix", "Žė");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(3, output.Split('\n').SkipLast(1).Count(line => line.StartsWith("Žė", StringComparison.Ordinal)));
        Assert.DoesNotContain('\uFEFF', output);
        Assert.DoesNotContain('\r', output);
    }

    [Fact]
    public async Task Dash_reads_standard_input()
    {
        var (code, output, error) = await Run("name,x\nEglė,ą\n", "score", "-", "--model", TestFiles.Model);

        Assert.Equal((0, 2), (code, output.Count(letter => letter == '\n')));
        Assert.Contains("\nEglė,ą,-", output, StringComparison.Ordinal);
        Assert.StartsWith("1 names, ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: --temperature must be a finite number above 0, and not 0.", "generate", "--temperature", "0")]
    [InlineData("error: --label: The model has no label 'boy'. Its labels: 'female', 'male'.", "generate", "--label", "boy")]
    [InlineData("error: none.onnx: there is no such file. Check the path, or train a model first.", "generate", "--model", "none.onnx")]
    [InlineData("error: stdin: none of its 1 rows can be scored. Is 'name' the right column, and this the right model?", "score", "-")]
    [InlineData("error: Required command was not provided. See --help.")]
    public async Task What_the_user_can_mend_is_exit_code_2_and_one_last_line(string expected, params string[] arguments)
    {
        var (code, _, error) = await Run("name\nQQ\n", arguments);

        Assert.Equal(2, code);
        Assert.EndsWith(expected + "\n", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n'), line => line.StartsWith("error: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_from_standard_input_too()
    {
        var (code, _, error) = await Run(
            [.. "name\nOna\nEgl"u8, 0xEB, (byte)'\n'], "score", "-", "--model", TestFiles.Model, "--output", _folder["out.csv"]);

        Assert.Equal(
            (2, "error: stdin, row 3: the text is not UTF-8. Save the file as UTF-8 and try again. A file for bad rows would list it, " +
                "and the other rows would be processed. See --errors.\n"), (code, error));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task Closed_pipe_ends_the_work_quietly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Pipes are those of Unix.");
        using var process = Start("generate", "--model", TestFiles.Model, "--count", "2000000000");
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        process.StandardOutput.Close();

        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, error));
    }

    [Fact]
    public async Task Termination_leaves_no_file_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are those of Unix.");
        using var process = Start("generate", "--model", TestFiles.Model, "--count", "2000000000", "--output", _folder["names.txt"]);
        while (!_folder.Files.Any())
            await Task.Delay(50, TestContext.Current.CancellationToken);

        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.Empty(_folder.Files);
    }

    // As when somebody presses Ctrl-C twice: the second ends the process, and not with a stack trace.
    [Fact]
    public async Task Second_signal_ends_the_process_without_a_trace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are those of Unix.");
        using var process = Start("generate", "--model", TestFiles.Model, "--count", "2000000000", "--output", _folder["names.txt"]);
        while (!_folder.Files.Any())
            await Task.Delay(50, TestContext.Current.CancellationToken);

        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}; kill -TERM {process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Contains(process.ExitCode, new[] { 130, 128 + 15 });
        Assert.Empty(await error);
    }

    public void Dispose() => _folder.Dispose();

    private static Task<(int Code, string Output, string Error)> Run(string input, params string[] arguments) =>
        Run(Encoding.UTF8.GetBytes(input), arguments);

    private static async Task<(int Code, string Output, string Error)> Run(byte[] input, params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading.
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "MlPipeline.Scoring.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false, throwOnInvalidBytes: true),
            WorkingDirectory = TestFiles.Root,
        };
        return Process.Start(start)!;
    }
}
