using System.Text.RegularExpressions;
using CsCheck;
using MlPipeline.Batch.Clusters;
using YamlDotNet.RepresentationModel;

namespace MlPipeline.Scoring.Tests.Clusters;

/// <summary>The YAML is read by another's parser, and its scripts are run by the shell.</summary>
public sealed partial class KubernetesJobTests : IDisposable
{
    private readonly FakeCluster _cluster = new("sleep");

    [Fact]
    public void File_holds_the_three_jobs_with_the_fields_of_the_api()
    {
        var job = JobOf(Jobs.Three(_cluster) with { Time = 60, Memory = 4096, Cpus = 2 }) with { Parallelism = 2 };

        var jobs = Read(job.Write());

        Assert.Equal(["names-index", "names-shard", "names-merge"], jobs.Select(one => Text(one, "metadata", "name")));
        Assert.All(
            jobs, one =>
                Assert.Equal(
                    ("batch/v1", "Job", "Never"),
                    (Text(one, "apiVersion"), Text(one, "kind"), Text(one, "spec", "template", "spec", "restartPolicy"))));
        Assert.Equal(("2", "2"), (Text(jobs[0], "spec", "backoffLimit"), Text(jobs[2], "spec", "backoffLimit")));
        string[] fields = ["completionMode", "completions", "parallelism", "backoffLimitPerIndex"];
        Assert.Equal(["Indexed", "3", "2", "2"], fields.Select(field => Text(jobs[1], "spec", field)));
        Assert.Equal(
            ("3600", "4200"),
            (Text(jobs[0], "spec", "template", "spec", "activeDeadlineSeconds"),
                Text(jobs[1], "spec", "template", "spec", "activeDeadlineSeconds")));
        var shard = Container(jobs[1]);
        Assert.Equal(
            ("2", "4096Mi", "4096Mi"),
            (Text(shard, "resources", "requests", "cpu"), Text(shard, "resources", "requests", "memory"),
                Text(shard, "resources", "limits", "memory")));
        Assert.Equal(
            ("JOB_COMPLETIONS", "3"),
            (Text(((YamlSequenceNode)shard["env"])[0], "name"), Text(((YamlSequenceNode)shard["env"])[0], "value")));
    }

    [Fact]
    public void Every_pod_has_the_volume_and_the_same_rules_of_failure()
    {
        foreach (var job in Read(JobOf(Jobs.Three(_cluster)).Write()))
        {
            Assert.Equal(("data", "claim: 1"), (Text(Volume(job), "name"), Text(Volume(job), "persistentVolumeClaim", "claimName")));
            var mount = ((YamlSequenceNode)Container(job)["volumeMounts"])[0];
            Assert.Equal(
                ("data", "/my data", "/my data"), (Text(mount, "name"), Text(mount, "mountPath"), Text(Container(job), "workingDir")));

            var rules = (YamlSequenceNode)job["spec"]["podFailurePolicy"]["rules"];
            Assert.Equal(("FailJob", "In"), (Text(rules[0], "action"), Text(rules[0], "onExitCodes", "operator")));
            Assert.Superset(new HashSet<string> { "1", "2" }, Words(rules[0]["onExitCodes"]["values"]).ToHashSet());
            Assert.DoesNotContain("75", Words(rules[0]["onExitCodes"]["values"]));
            Assert.Equal(
                ("Ignore", "DisruptionTarget"),
                (Text(rules[1], "action"), Text(((YamlSequenceNode)rules[1]["onPodConditions"])[0], "type")));
        }
    }

    [Fact]
    public async Task Containers_run_the_words_as_they_are()
    {
        var jobs = Read(JobOf(Jobs.WithAwkwardWords(Jobs.Three(_cluster))).Write());

        foreach (var job in jobs)
            Assert.Equal((0, "", ""), await Run(Container(job), ("JOB_COMPLETION_INDEX", "1")));

        string[][] expected = [["the program", "index", "in.csv"], ["the program", "score", .. Jobs.Awkward, "--shard", "2/3"],
            ["the program", "merge", "--output", "out.csv", "--wait", "86400"]];
        Assert.Equal(expected, _cluster.Calls);
    }

    [Fact]
    public async Task Container_ends_with_the_exit_code_of_the_program()
    {
        _cluster.Plan("2", 75);

        var (code, _, _) = await Run(Container(Read(JobOf(Jobs.Three(_cluster)).Write())[1]), ("JOB_COMPLETION_INDEX", "1"));

        Assert.Equal(75, code);
    }

    [Theory]
    [InlineData(true, 0, 0, 0)]
    [InlineData(true, 1, 0, 0)]
    [InlineData(true, -1, 75, 2)]
    [InlineData(true, null, 75, 2)]
    [InlineData(false, 0, 2, 0)]
    public async Task Shards_wait_for_an_index_that_is_not_older_than_the_table(
        bool hasTable, int? indexIsNewerBy, int exitCode, int pauses)
    {
        var table = Path.Combine(_cluster.WorkingDirectory, "in.csv");
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        if (hasTable)
            Touch(table, time);
        if (hasTable && indexIsNewerBy is { } hours)
            Touch(table + ".index", time.AddHours(hours));
        var job = Jobs.Three(_cluster);
        var yaml = JobOf(job with { Command = job.Command with { Input = table } }).Write().Replace("600", "10", StringComparison.Ordinal);

        var (code, _, error) = await Run(((YamlSequenceNode)Read(yaml)[1]["spec"]["template"]["spec"]["initContainers"])[0]);

        Assert.Equal((exitCode, pauses, exitCode == 0), (code, _cluster.CallsOf("sleep").Count(), error.Length == 0));
    }

    [Fact]
    public void Quoted_text_is_read_back() => Gen.String[Gen.Char['\u0000', '\uD7FF'], 0, 40].Sample(text =>
    {
        var stream = new YamlStream();
        stream.Load(new StringReader($"- {YamlText.Quote(text)}\n"));
        Assert.Equal(text, Words(stream.Documents[0].RootNode).Single());
    });

    public void Dispose() => _cluster.Dispose();

    private static KubernetesJob JobOf(ClusterJob job) => new()
    {
        Job = job with { WorkingDirectory = "/my data" },
        Image = "registry/names:1",
        VolumeClaim = "claim: 1",
        Name = "names",
    };

    private static List<YamlNode> Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static string Text(YamlNode node, params string[] path) => ((YamlScalarNode)path.Aggregate(node, (at, key) => at[key])).Value!;

    private static IEnumerable<string> Words(YamlNode list) => ((YamlSequenceNode)list).Select(node => ((YamlScalarNode)node).Value!);

    private static YamlNode Container(YamlNode job) => ((YamlSequenceNode)job["spec"]["template"]["spec"]["containers"])[0];

    private static YamlNode Volume(YamlNode job) => ((YamlSequenceNode)job["spec"]["template"]["spec"]["volumes"])[0];

    private static void Touch(string path, DateTime time)
    {
        File.WriteAllText(path, "name\n");
        File.SetLastWriteTimeUtc(path, time);
    }

    private Task<(int Code, string Output, string Error)> Run(YamlNode container, params (string Name, string Value)[] variables)
    {
        var known = variables.Append((Name: "JOB_COMPLETIONS", Value: "3")).ToDictionary();
        var words = Words(container["command"]).Select(word => Expand(word, known)).ToList();
        return _cluster.RunProgram(words[0], words.Skip(1), variables);
    }

    // As Kubernetes documents it for a container's command: $$ is a dollar sign, $(NAME) a variable that it knows.
    private static string Expand(string word, Dictionary<string, string> known) => Reference().Replace(
        word, match => match.Value == "$$" ? "$" : known.GetValueOrDefault(match.Groups[1].Value, match.Value));

    [GeneratedRegex(@"\$\$|\$\(([^)]*)\)")]
    private static partial Regex Reference();
}
