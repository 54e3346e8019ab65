using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests;

/// <summary>Standard streams that are closed, full or left by their reader, as a shell makes them.</summary>
public sealed class StreamProcessTests : IDisposable
{
    private const string Program = "dotnet exec MlPipeline.Scoring.dll";
    private const string QuickStart = " --engine managed";              // streams are the same with both engines
    private readonly TemporaryFolder _folder = new();

    public StreamProcessTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Shell, pipes and devices are those of Linux.");

    [Theory]
    [InlineData("generate --count 100000", 2)]
    [InlineData("generate --count 100000 --format jsonl", 2)]
    [InlineData("generate --count 100000 --output /dev/stdout --engine onnx", 1)]
    [InlineData("top", 0)]
    [InlineData("score NAMES", 1)]
    [InlineData("complete PREFIXES --engine onnx", 1)]
    [InlineData("info", 0)]
    [InlineData("capacity --min-probability 0.001 --sample-size 10", 0)]
    [InlineData("emit slurm -- score NAMES --output x.csv", 1)]
    public async Task Reader_that_closes_ends_the_work_quietly(string command, int lines)
    {
        _folder.Write("prefixes.csv", "prefix\nJo\nRa\n");

        var (code, output, error) = await Shell($"{{ {With(command)}; echo $? >&3; }} 3>{Quoted("code")} | head -n {lines}");

        Assert.Equal(
            (0, "", "0\n"),
            (code, error.Split('\n').FirstOrDefault(line => line.StartsWith("error", StringComparison.Ordinal))
                ?? "", File.ReadAllText(_folder["code"])));
        Assert.Equal(lines, output.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Named_pipe_is_written_to_and_its_reader_may_close_it()
    {
        var (code, output, error) = await Shell(
            $"mkfifo {Quoted("pipe")} && {{ head -n 1 {Quoted("pipe")} & }} && " +
                $"{With($"generate --count 100000 --output {Quoted("pipe")}")} && wait && test -p {Quoted("pipe")}");

        Assert.Equal((0, "", 1), (code, error, output.Count(letter => letter == '\n')));
    }

    [Theory]
    [InlineData("generate --engine onnx", ">&-", 2, "error: standard output is closed")]
    [InlineData("score NAMES", ">&-", 2, "error: standard output is closed")]
    [InlineData("--help", ">&-", 2, "error: standard output is closed")]
    [InlineData("generate", "<&- >&-", 2, "error: standard output is closed")]
    [InlineData("generate", "1</dev/null", 2, "error: standard output is closed")]
    [InlineData("score -", "<&-", 2, "error: stdin: standard input is closed")]
    [InlineData("generate --output OUT", ">&-", 0, "")]
    [InlineData("generate", ">/dev/full", 75, "error: standard output can't be written: No space left on device")]
    [InlineData("info", ">/dev/full", 75, "error: standard output can't be written: No space left on device")]
    public async Task Closed_or_full_stream_is_named(string command, string redirection, int expected, string message)
    {
        var (code, _, error) = await Shell($"{With(command)} {redirection}");

        Assert.Equal(expected, code);
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Equal(message.Length > 0 ? 1 : 0, error.Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData("generate --count 2 --prefix Vi --suffix as", 0)]
    [InlineData("score NAMES", 0)]
    [InlineData("generate --prefix 1 --engine onnx", 2)]
    [InlineData("generate --model nowhere.onnx", 2)]
    [InlineData("index NAMES", 0)]
    public async Task Results_and_exit_codes_do_not_depend_on_messages(string command, int expected)
    {
        File.Copy(TestFiles.Names, _folder["names.csv"]);

        var plain = await Shell($"{With(command)} 2>/dev/null");
        foreach (var redirection in new[] { "2>/dev/full", "2>&-" })
            Assert.Equal(plain, await Shell($"{With(command)} {redirection}"));

        Assert.Equal(expected, plain.Code);
    }

    public void Dispose() => _folder.Dispose();

    private string With(string command)
    {
        var line = command.Replace("PREFIXES", Quoted("prefixes.csv"), StringComparison.Ordinal)
            .Replace(
                "NAMES", File.Exists(_folder["names.csv"]) ? Quoted("names.csv") : ShellText.Quote(TestFiles.Names), StringComparison.Ordinal)
                .Replace("OUT", Quoted("out.txt"), StringComparison.Ordinal);
        var model = line.Contains("--model", StringComparison.Ordinal) || line.Split(' ')[0] is "index" or "emit" or "--help"
            ? ""
            : $" --model {ShellText.Quote(TestFiles.Model)}";
        return $"{Program} {line}{model}{(model.Length == 0 || line.Contains("--engine", StringComparison.Ordinal) ? "" : QuickStart)}";
    }

    private string Quoted(string file) => ShellText.Quote(_folder[file]);

    private static Task<(int Code, string Output, string Error)> Shell(string line) =>
        ShellProcess.Run("sh", line, AppContext.BaseDirectory);
}
