using System.Globalization;

namespace MlPipeline.Data;

/// <summary>Tells files from what only has a name among them: pipes, terminals and other devices.</summary>
internal static class NodeType
{
    private static readonly string[] OwnDescriptors = ["/proc/self/", "/proc/thread-self/", $"/proc/{Environment.ProcessId}/"];

    /// <summary>Says whether a path, its links followed, is a named pipe or a device. Where the system can't tell, it is not.</summary>
    public static bool IsPipeOrDevice(string path) => NodeStatus.Find(path, followsLink: true) is { IsPipe: true } or { IsDevice: true };

    /// <summary>Says whether a full path lies where the system keeps devices and what the process has open.</summary>
    public static bool IsAmongDevices(string fullPath) =>
        // memory that holds files
        (fullPath.StartsWith("/dev/", StringComparison.Ordinal) && !fullPath.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || OwnDescriptors.Any(folder => fullPath.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Gets the number of the descriptor that a full path names; null where it names none.</summary>
    public static int? DescriptorOf(string fullPath)
    {
        if (OperatingSystem.IsWindows())
            return null;
        if (fullPath is "/dev/stdout" or "/dev/stderr")
            return fullPath == "/dev/stdout" ? 1 : 2;
        var folder = OwnDescriptors.Select(own => own + "fd/").Append("/dev/fd/")
            .FirstOrDefault(folder => fullPath.StartsWith(folder, StringComparison.Ordinal));
        return folder is not null
            && int.TryParse(fullPath[folder.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
            ? descriptor
            : null;
    }
}
