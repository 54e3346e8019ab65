using System.Diagnostics;

namespace MlPipeline.Scoring.Tests.Clusters;

/// <summary>A folder with programs that write down how they were called, and bash to run what would call them.</summary>
internal sealed class FakeCluster : IDisposable
{
    // A call is its words with U+001F between and U+001E behind: names may hold line breaks. A program ends with the
    // exit codes of its plan, one after the other, then with 0; a shard's plan is named by its number.
    private const string Fake = """
        #!/usr/bin/env bash
        name=${0##*/}
        { printf '%s' "$name"; (($# == 0)) || printf '\x1f%s' "$@"; printf '\x1e'; } >>"$FAKE/calls"
        id=$((100 + $(tr -cd '\036' <"$FAKE/calls" | wc -c)))
        case $name in
            sbatch) echo "$id;cluster" ;;
            qsub) echo "$id.1-3:1" ;;
            parallel)
                while [[ $1 != bash ]]; do shift; done
                while read -r number; do "${@/\{\}/$number}" || exit; done
                ;;
        esac
        plan=$name
        if [[ $name == "the program" ]]; then
            plan=$1
            [[ ! ${!#} =~ ^([0-9]+)/[0-9]+$ ]] || plan=${BASH_REMATCH[1]}
        fi
        [[ -s $FAKE/$plan.plan ]] || exit 0
        code=$(head -n 1 "$FAKE/$plan.plan")
        tail -n +2 "$FAKE/$plan.plan" >"$FAKE/rest" && mv "$FAKE/rest" "$FAKE/$plan.plan"
        exit "$code"

        """;

    private readonly TemporaryFolder _folder = new();

    /// <param name="fakes">Names of the programs beside the one that is run on the cluster.</param>
    public FakeCluster(params string[] fakes)
    {
        SkipWithoutBash();
        Directory.CreateDirectory(_folder["bin"]);
        Directory.CreateDirectory(WorkingDirectory);
        foreach (var name in fakes.Append("the program"))
        {
            var path = _folder.Write($"bin/{name}", Fake);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Program => _folder["bin/the program"];

    public string WorkingDirectory => _folder["žalia folder"];

    /// <summary>Words of all calls so far, the program's name first.</summary>
    public List<string[]> Calls => File.Exists(_folder["calls"])
        ? [.. File.ReadAllText(_folder["calls"]).Split('\u001e', StringSplitOptions.RemoveEmptyEntries)
            .Select(call => call.Split('\u001f'))]
        : [];

    /// <summary>The calls of one program, each as a line without the program's name.</summary>
    public IEnumerable<string> CallsOf(string name) => Calls.Where(call => call[0] == name).Select(call => string.Join(' ', call.Skip(1)));

    /// <summary>The steps that the program was called for: a verb, or a shard's number of all.</summary>
    public IEnumerable<string> Steps =>
        Calls.Where(call => call[0] == "the program").Select(call => call[^2] == "--shard" ? call[^1] : call[1]);

    public static void SkipWithoutBash() =>
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Find("bash") is not null, "The scripts are run by bash.");

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Lets a step end with these exit codes, one after the other.</summary>
    public void Plan(string step, params int[] exitCodes) =>
        _folder.Write($"{step}.plan", string.Concat(exitCodes.Select(code => $"{code}\n")));

    /// <summary>Runs a script in bash.</summary>
    public Task<(int Code, string Output, string Error)> Run(
        string script, string[]? arguments = null, params (string Name, string Value)[] variables) =>
        RunProgram("bash", [_folder.Write("the job.sh", script), .. arguments ?? []], variables);

    /// <summary>Runs a program with the fakes before all others.</summary>
    public async Task<(int Code, string Output, string Error)> RunProgram(
        string program, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = _folder["bin"] + Path.PathSeparator + start.Environment["PATH"];
        start.Environment["FAKE"] = _folder[""];
        foreach (var (name, value) in variables)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Dispose();
}
