using System.CommandLine;
using MlPipeline.Scoring.Verbs;

namespace MlPipeline.Scoring.Tests;

/// <summary>What the program leaves on a machine and whom it talks to. Its libraries would do more, if they were let.</summary>
public sealed class PrivacyTests : IDisposable
{
    private static readonly string[] Report = ["report/junit.xml", "report/report.html", "report/report.json", "report/report.md"];

    // In the order in which one needs what another wrote.
    private static readonly (string Verb, string[] Arguments, string[] Files)[] Steps =
    [
        ("generate", ["--model", TestFiles.Model, "--count", "2", "--output", "names.txt"], ["names.txt"]),
        ("complete", [TestFiles.Root + "/data/prefixes.csv", "--model", TestFiles.Model, "--top", "1", "--output", "all.parquet"],
            ["all.parquet"]),
        ("score", ["given.csv", "--model", TestFiles.Model, "--output", "scores.csv"], ["scores.csv"]),
        ("top", ["--model", TestFiles.Model, "--count", "1"], []),
        ("capacity", ["--model", TestFiles.Model, "--max-nats-per-character", "1.5"], []),
        ("info", ["--model", TestFiles.Model], []),
        ("evaluate", ["--model", TestFiles.Model, "--data", "held.csv", "--train", "train.csv", "--samples", "100", "--output", "report"],
            Report),
        ("report verify", ["report"], []),
        ("report diff", ["report", "report", "--output", "diff.html"], ["diff.html"]),
        ("report card", ["report", "--output", "card.md"], ["card.md"]),
        ("plant", ["given.csv", "--pattern", "Ž??as", "--output", "planted.csv"], ["canaries.csv", "planted.csv"]),
        ("index", ["given.csv"], ["given.csv.index"]),
        ("score", ["given.csv", "--model", TestFiles.Model, "--shard", "1/1", "--output", "all.csv"],
            ["all.csv.shard-1-of-1", "all.csv.shard-1-of-1.manifest.json"]),
        ("merge", ["--output", "all.csv"], ["all.csv"]),
        ("emit slurm", ["--output", "slurm.sh", "--", "score", "given.csv", "--output", "all.csv"], ["slurm.sh"]),
        ("emit k8s", ["--image", "i", "--volume-claim", "c", "--output", "k8s.yaml", "--", "score", "given.csv", "--output", "all.csv"],
            ["k8s.yaml"]),
        ("emit sge", ["--output", "sge.sh", "--", "score", "given.csv", "--output", "all.csv"], ["sge.sh"]),
        ("emit parallel", ["--output", "parallel.sh", "--", "score", "given.csv", "--output", "all.csv"], ["parallel.sh"]),
    ];

    private readonly PrivateProcess _process = new("MlPipeline.Scoring.dll");

    [Fact]
    public async Task No_verb_leaves_a_file_that_was_not_asked_for_or_opens_a_socket()
    {
        File.WriteAllText(Path.Combine(_process.Work, "given.csv"), "name\nOna\nJonas\nRasa\n");
        var names = File.ReadLines(TestFiles.Names).Skip(1).Select(row => row.Split(',')[0]).ToList();
        File.WriteAllLines(Path.Combine(_process.Work, "held.csv"), ["name", .. names[..60]]);
        File.WriteAllLines(Path.Combine(_process.Work, "train.csv"), ["name", .. names[60..360]]);
        foreach (var (verb, arguments, files) in Steps)
        {
            var traces = await _process.Run([.. verb.Split(' '), .. arguments], TestContext.Current.CancellationToken);

            Assert.True(traces.Code == 0, $"{verb}: exit code {traces.Code}: {traces.Error}");
            Assert.Equal(
                (verb, string.Join(' ', files), "", "", ""), (verb, traces.Created, traces.Strays, traces.Sockets, traces.Surprises));
        }
    }

    // With ORT_DISABLE_TELEMETRY=0 the text is lost and the exit code is that of SIGXFSZ; not tried here, as it would send what it
    // collects.
    [Fact]
    public async Task Planted_link_is_not_followed_and_no_database_is_written()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links and limits are those of Linux.");
        string[] arguments = ["generate", "--model", TestFiles.Model, "--count", "1"];
        var victim = Path.Combine(_process.Work, "victim.txt");
        File.WriteAllText(victim, "kept");
        File.CreateSymbolicLink(Path.Combine(_process.Temporary, ".ses"), victim);

        var free = await _process.Run(arguments, TestContext.Current.CancellationToken);
        var limited = await _process.Run( // the runtime itself needs a large file in memory, but for this setting
            arguments, TestContext.Current.CancellationToken, mostFileBlocks: 8, ("DOTNET_EnableWriteXorExecute", "0"));

        Assert.Equal((0, 0, "kept"), (free.Code, limited.Code, File.ReadAllText(victim)));
    }

    [Fact]
    public void Every_verb_is_tried() =>
        Assert.Equal(VerbsOf(ScoringCommand.Create(), "").Order(), Steps.Select(step => step.Verb).Distinct().Order());

    public void Dispose() => _process.Dispose();

    private static IEnumerable<string> VerbsOf(Command command, string path) => command.Subcommands.Count == 0
        ? [path]
        : command.Subcommands.SelectMany(verb => VerbsOf(verb, $"{path} {verb.Name}".Trim()));
}
