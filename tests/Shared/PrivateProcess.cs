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

    /// <summary>Gets the folder that the program runs in.</summary>
    public string Work => _folder["work"];

    /// <summary>Runs it.</summary>
    /// <returns>
    /// The exit code with the last line of standard error, the files that are new in the working folder, those in the home and the temporary folder,
    /// and the sockets that reach beyond this machine.
    /// </returns>
    public async Task<(int Code, string Error, List<string> Created, List<string> Strays, List<string> Sockets)> Run(string[] arguments, CancellationToken cancellation)
    {
        var before = Files().ToHashSet();
        var trace = _folder["trace"];
        string[] command = ["dotnet", "exec", _program, .. arguments];
        if (SeesSockets)
            command = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-o", trace, .. command];
        using var process = Process.Start(Describe(command))!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        await output;

        var created = Files().Except(before).ToList();
        var sockets = SeesSockets ? File.ReadLines(trace).Where(line => !line.Contains("AF_UNIX", StringComparison.Ordinal)).ToList() : [];
        return (process.ExitCode, (await error).TrimEnd().Split('\n')[^1], [.. created.Where(IsInWork)], [.. created.Where(file => !IsInWork(file))], sockets);

        static bool IsInWork(string file) => !file.StartsWith("..", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Files() => _folder.Files.Where(file => file != "trace")
        .Select(file => Path.GetRelativePath("work", file).Replace(Path.DirectorySeparatorChar, '/'));

    // ONNX Runtime sends nothing where a variable says that this is a build server, which would hide what users get.
    private ProcessStartInfo Describe(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Work,
        };
        var kept = new[] { "PATH", "DOTNET_ROOT", "SystemRoot" }.Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).ToList();
        start.Environment.Clear();
        foreach (var (name, value) in kept.Where(variable => variable.Value is not null))
            start.Environment[name] = value;
        foreach (var name in new[] { "HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA" })
            start.Environment[name] = _folder["home"];
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" })
            start.Environment[name] = _folder["tmp"];
        return start;
    }

    private static bool CanTrace()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("strace", ["-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
