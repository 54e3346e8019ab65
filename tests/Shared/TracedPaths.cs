using System.Text;
using System.Text.RegularExpressions;

namespace MlPipeline.Testing;

/// <summary>Reads what strace saw of a process, and leaves what no one asked for: the inventory of docs/security.md as a test.</summary>
/// <param name="folder">Folder of the run, with its work, home and temporary folders.</param>
/// <param name="inputs">Folders that may be read: those of the program and of its input.</param>
internal sealed partial class TracedPaths(string folder, IReadOnlyList<string> inputs)
{
    // The runtime and the loader of the system, which are trusted; nothing of them depends on what the program is given.
    private static readonly string[] SystemFolders = ["/usr/", "/lib/", "/lib64/", "/proc/", "/sys/", "/opt/", "/nix/"];
    private static readonly string[] SystemFiles =
        ["/", "/dev/null", "/dev/urandom", "/dev/random", "/dev/tty", "/dev/fd", "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime",
            "/etc/os-release", "/etc/passwd", "/etc/nsswitch.conf"];

    /// <summary>The calls that are watched.</summary>
    public const string Calls =
        "socket,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,unlink,unlinkat,rmdir,truncate,chmod,fchmodat";

    /// <summary>Lists the surprising calls that succeeded, each once.</summary>
    /// <param name="trace">Lines of strace.</param>
    public IEnumerable<string> Surprises(IEnumerable<string> trace)
    {
        foreach (var line in trace)
        {
            if (Call().Match(line) is not { Success: true } call || line.Contains(" = -1 ", StringComparison.Ordinal))
                continue;

            var isWrite = call.Groups["name"].Value is not ("open" or "openat") || Writes().IsMatch(line);
            foreach (var path in PathText().Matches(line).Select(match => Unescape(match.Groups[1].Value)).Where(path => !IsExpected(path, isWrite))
                .Distinct())
            {
                yield return $"{(isWrite ? call.Groups["name"].Value + " to write" : "read")} {path}";
            }
        }
    }

    // strace writes what is no printable ASCII as the octal numbers of its bytes.
    private static string Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            var digits = text[i] == '\\' ? text.Skip(i + 1).TakeWhile(c => c is >= '0' and <= '7').Take(3).ToArray() : [];
            i += text[i] != '\\' ? 0 : Math.Max(1, digits.Length);
            bytes.Add(digits.Length == 0 ? (byte)text[i] : Convert.ToByte(new string(digits), 8));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private bool IsExpected(string path, bool isWrite)
    {
        if (!path.StartsWith('/'))
            return !path.StartsWith("..", StringComparison.Ordinal); // the working folder; what remains in it is compared file by file
        if (IsIn(path, Path.Combine(folder, "work")) || IsOfDebugger(path))
            return true;
        if (isWrite)
            return path is "/dev/null" or "/dev/tty" || ThreadName().IsMatch(path);
        return SystemFiles.Contains(path) || SystemFolders.Any(system => path.StartsWith(system, StringComparison.Ordinal))
            || inputs.Any(input => IsIn(path, input));
    }

    // The runtime's socket and pipes for debuggers, and the semaphore by which it waits for one.
    private bool IsOfDebugger(string path) =>
        Path.GetDirectoryName(path) is { } parent && (parent == Path.Combine(folder, "tmp") || parent == "/dev/shm")
            && Debugger().IsMatch(Path.GetFileName(path));

    private static bool IsIn(string path, string parent) =>
        path == parent || path.StartsWith(parent.TrimEnd('/') + "/", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d+\s+(?<name>\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")]
    private static partial Regex Writes();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex PathText();

    [GeneratedRegex(@"\A(dotnet-diagnostic-|clr-debug-pipe-|sem\.clr)")]
    private static partial Regex Debugger();

    [GeneratedRegex(@"\A/proc/self/task/\d+/comm\z")]
    private static partial Regex ThreadName();
}
