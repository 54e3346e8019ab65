using MlPipeline.Common;

namespace MlPipeline.Scoring.Tests;

/// <summary>Outputs of every kind and redirections that meet an input, as a shell makes them.</summary>
public sealed class PathProcessTests : IDisposable
{
    private const string Names = "name\nJonas\nOna\n";
    private readonly TemporaryFolder _folder = new();

    public PathProcessTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Shell, pipes and links are those of Linux.");
        _folder.Write("in.csv", Names);
    }

    [Theory]
    [InlineData("score in.csv >> in.csv")]
    [InlineData("score - < in.csv 1<> in.csv")]
    [InlineData("score /dev/stdin < in.csv 1<> in.csv")]
    [InlineData("score /dev/fd/7 --format csv --output in.csv 7< in.csv")]
    [InlineData("score in.csv --format csv --output /dev/fd/7 7>> in.csv")]
    [InlineData("score in.csv --output out.csv --errors /proc/self/fd/7 7>> in.csv")]
    [InlineData("generate --not-in in.csv --count 1 >> in.csv")]
    [InlineData("generate --not-in in.csv --count 1 --output out.txt >> in.csv")]
    public async Task Redirection_to_what_is_read_is_refused(string command)
    {
        var (code, error) = await Run(command);

        Assert.Equal(2, code);
        Assert.Matches(@"\Aerror: .* are the same file, which would be read and overwritten\. .*\n\z", error);
        Assert.Equal(Names, File.ReadAllText(_folder["in.csv"]));
    }

    [Theory]
    [InlineData("score in.csv --progress none > log 2>&1", "name,")]
    [InlineData("score in.csv --output /dev/stdout --errors /dev/stderr --progress none > log 2>> errors", "name,")]
    [InlineData("score in.csv --output /dev/null --errors /dev/null > log", "")]
    public async Task Usual_redirections_are_not_refused(string command, string begins)
    {
        var (code, error) = await Run(command);

        Assert.Equal((0, false), (code, error.Contains("error:", StringComparison.Ordinal)));
        Assert.StartsWith(begins, File.ReadAllText(_folder["log"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_by_name_is_written_where_it_stands()
    {
        var (code, error) = await Shell(
            $"echo first > log && {{ {With("generate --count 2 --output /dev/stdout")}; echo last; }} >> log");

        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"\Afirst\n\w+\n\w+\nlast\n\z", File.ReadAllText(_folder["log"]));
    }

    [Theory]
    [InlineData("score in.csv --output out.csv")]
    [InlineData("score in.csv --output out.parquet")]
    [InlineData("score in.csv --errors out.csv")]
    [InlineData("generate --count 2 --output out.txt")]
    [InlineData("plant in.csv --pattern ???vas --canaries out.csv --output t.csv")]
    public async Task File_keeps_its_mode_and_a_link_its_target(string command)
    {
        var output = command.Split(' ').Single(word => word.StartsWith("out.", StringComparison.Ordinal));

        var (code, error) = await Shell(
            $"mkdir far && echo before > far/target && chmod 600 far/target && ln -s far/target {output} && " +
                $"{With(command)} > /dev/null 2>&1 && test -L {output} && stat -c %a far/target");

        Assert.Equal((0, "600\n"), (code, error));
        Assert.NotEqual("before\n", File.ReadAllText(_folder["far/target"]));
        Assert.Equal("target", Assert.Single(Directory.EnumerateFileSystemEntries(_folder["far"]).Select(Path.GetFileName)));
    }

    [Theory]
    [InlineData("generate --count 2 --output pipe", 2)]
    [InlineData("score in.csv --output pipe", 3)]
    [InlineData("score bad.csv --output out.csv --errors pipe", 2)]
    [InlineData("score bad.csv --errors pipe", 2)]
    [InlineData("plant in.csv --pattern ???vas --count 1 --canaries pipe --output t.csv", 2)]
    public async Task Pipe_is_written_to_and_stays_a_pipe(string command, int lines)
    {
        _folder.Write("bad.csv", "name\nJonas\nQ#7\n");

        var (code, error) = await Shell(
            $"mkfifo pipe && {{ cat pipe > got & }} && {With(command)} > /dev/null 2>&1 && wait && test -p pipe");

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(lines, File.ReadAllLines(_folder["got"]).Length);
        Assert.DoesNotContain("pipe.part", _folder.Files);
    }

    [Theory]
    [InlineData("score in.csv --output out.csv --errors e.csv", "out.csv.part", "out.csv.journal", "e.csv.part")]
    [InlineData("score in.csv --output out.parquet", "out.parquet.part", "out.parquet.tmp", "out.parquet.journal")]
    [InlineData("index in.csv", "in.csv.index", "in.csv.index.part")]
    [InlineData(
        "score in.csv --output out.csv --shard 1/2", "out.csv.shard-1-of-2", "out.csv.shard-1-of-2.part", "out.csv.shard-1-of-2.journal",
        "out.csv.shard-1-of-2.manifest.json", "out.csv.shard-1-of-2.manifest.json.part")]
    public async Task Planted_links_are_not_followed(string command, params string[] planted)
    {
        _folder.Write("victim", "precious");
        foreach (var name in planted)
            File.CreateSymbolicLink(_folder[name], _folder["victim"]);

        var (code, error) = await Run(command);

        Assert.True(code == 0, error);
        Assert.Equal("precious", File.ReadAllText(_folder["victim"]));
        Assert.DoesNotContain(planted, name => new FileInfo(_folder[name]).LinkTarget is not null);
    }

    [Theory]
    [InlineData("out.csv.journal")]
    [InlineData("out.csv.part")]
    public async Task Resuming_from_a_planted_link_is_refused_or_begins_again(string planted)
    {
        _folder.Write("victim", "precious");
        File.CreateSymbolicLink(_folder[planted], _folder["victim"]);

        var (code, _) = await Run("score in.csv --output out.csv --resume");

        Assert.True(code is 0 or 2, $"{code}");
        Assert.Equal("precious", File.ReadAllText(_folder["victim"]));
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, string Error)> Run(string command) => Shell(With(command));

    private static string With(string command)
    {
        var (verb, rest) = (command.Split(' ')[0], command[command.IndexOf(' ', StringComparison.Ordinal)..]);
        return $"dotnet exec {ShellText.Quote(Path.Combine(AppContext.BaseDirectory, "MlPipeline.Scoring.dll"))} " +
            $"{verb}{(verb is "index" or "plant" ? "" : $" --model {ShellText.Quote(TestFiles.Model)} --engine managed")}{rest}";
    }

    // What the shell itself writes to standard output counts as an error too: the programs' results go elsewhere.
    private async Task<(int Code, string Error)> Shell(string line)
    {
        var (code, output, error) = await ShellProcess.Run("bash", line, _folder[""]);
        return (code, error + output);
    }
}
