using System.Diagnostics;

namespace MlPipeline.Testing;

/// <summary>
/// Runs a program as somebody would who wants to know what it does to the machine: without any environment, with an empty home and
/// temporary folder, and where strace can be had with an eye on its sockets.
/// </summary>
internal sealed class PrivateProcess : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    /// <param name="program">File name of the program's library, beside the tests.</param>
    public PrivateProcess(string program)
    {
        _program = Path.Combine(AppContext.BaseDirectory, program);
        foreach (var name in new[] { "home", "tmp", "work" })
            Directory.CreateDirectory(_folder[name]);
    }

    /// <summary>Gets whether sockets are watched.</summary>
    public static bool SeesSockets { get; } = OperatingSystem.IsLinux() && CanTrace();

    /// <summary>Gets the temporary folder of the program.</summary>
    public string Temporary => _folder["tmp"];

    /// <summary>Gets the folder that the program runs in.</summary>
    public string Work => _folder["work"];

    /// <summary>Runs it.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="mostFileBlocks">Blocks of the longest file that it may write; null for any.</param>
    /// <param name="environment">Variables that it gets.</param>
    public async Task<Traces> Run(
        string[] arguments, CancellationToken cancellation, int? mostFileBlocks = null, params (string Name, string Value)[] environment)
    {
        var before = Files().ToHashSet();
        var trace = _folder["trace"];
        string[] command = ["dotnet", "exec", _program, .. arguments];
        if (mostFileBlocks is { } blocks)
        {
            command = ["sh", "-c", $"ulimit -f {blocks}; exec \"$@\"", "sh", .. command];
        }
        else if (SeesSockets)
        {
            command = ["strace", "-f", "-qq", "-s", "4096", "--seccomp-bpf", "-e", $"trace={TracedPaths.Calls}", "-e", "signal=none", "-o",
                trace, .. command];
        }

        using var process = Process.Start(Describe(command, environment))!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        await output;

        var isTraced = SeesSockets && mostFileBlocks is null;
        var created = Files().Except(before).ToList();
        return new Traces(
            process.ExitCode,
            (await error).TrimEnd().Split('\n')[^1],
            string.Join(' ', created.Where(IsInWork)),
            string.Join(' ', created.Where(file => !IsInWork(file))),
            isTraced ? string.Join('\n', File.ReadLines(trace).Where(IsSocket)) : "",
            isTraced ? string.Join(
                '\n', new TracedPaths(Path.GetDirectoryName(Work)!, [AppContext.BaseDirectory, TestFiles.Root, .. DotnetRoots()])
                    .Surprises(File.ReadLines(trace)).Distinct()) : "");

        static bool IsInWork(string file) => !file.StartsWith("..", StringComparison.Ordinal);

        // Those of the debugger's interface, AF_UNIX, reach no one on another machine.
        static bool IsSocket(string line) =>
            line.Contains("socket(", StringComparison.Ordinal) && !line.Contains("AF_UNIX", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What a run leaves.</summary>
    /// <param name="Code">The exit code.</param>
    /// <param name="Error">The last line of standard error.</param>
    /// <param name="Created">The files that are new in the working folder, in order, with spaces between.</param>
    /// <param name="Strays">Those that are new in the home and the temporary folder.</param>
    /// <param name="Sockets">Calls that open a socket for another machine, a line each; nothing where they can't be seen.</param>
    /// <param name="Surprises">
    /// Files that no one asked for and that were read or written, also those that are gone again; nothing where they can't be seen.
    /// </param>
    internal sealed record Traces(int Code, string Error, string Created, string Strays, string Sockets, string Surprises);

    private IEnumerable<string> Files() => _folder.Files.Where(file => file != "trace")
        .Select(file => Path.GetRelativePath("work", file).Replace(Path.DirectorySeparatorChar, '/'));

    // ONNX Runtime sends nothing where a variable says that this is a build server, which would hide what users get.
    private ProcessStartInfo Describe(string[] command, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Work,
        };
        string[] needed = ["PATH", "DOTNET_ROOT", "SystemRoot"];
        foreach (var name in start.Environment.Keys.Except(needed, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);
        foreach (var name in new[] { "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA" })
            start.Environment[name] = _folder["home"];
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" })
            start.Environment[name] = _folder["tmp"];
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static IEnumerable<string> DotnetRoots() =>
        Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root ? [root] : [];

    private static bool CanTrace()
    {
        try
        {
            string[] arguments = ["-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-e", "signal=none", "-o", "/dev/null", "true"];
            using var process = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
